// SPDX-License-Identifier: MIT
#include "eigen_energy.hpp"

#include <Eigen/Core>

namespace {

double energy(float const* x, std::size_t n) {
    return static_cast<double>(Eigen::Map<const Eigen::VectorXf>(x, static_cast<Eigen::Index>(n)).squaredNorm());
}

}   // namespace

double eigen_energy(float const* x, std::size_t n) { return energy(x, n); }
extern "C" [[gnu::visibility("default")]] double eigen_native_energy(float const* x, std::size_t n) {
    return energy(x, n);
}
