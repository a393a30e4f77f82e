// SPDX-License-Identifier: MIT
// Every kernel of the fft layer, compiled for whatever instruction set the unit is compiled for.
#include <symphonic/fft/plan.hpp>
#include <symphonic/fft/windowed_fft.hpp>

namespace sj = symphonic;

template class sj::fft_plan<float>;
template class sj::fft_plan<double>;
template class sj::fft_plan<std::complex<float>>;
template class sj::fft_plan<std::complex<double>>;
template class sj::windowed_fft<float>;
template class sj::windowed_fft<double>;
