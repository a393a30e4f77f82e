// SPDX-License-Identifier: MIT
// Uses kernels, transforms, a reader and a writer. Compiled three times: with headers only, with SYMPHONIC_PRECOMPILED, and with
// SYMPHONIC_PRECOMPILED for another instruction set. UNIT is the name of the function.
#include "precompiled/unit.hpp"

#include <algorithm>
#include <sstream>

#include <symphonic/io/reader.hpp>
#include <symphonic/io/writer.hpp>
#include <symphonic/kernels.hpp>
#include <symphonic/spectral/convolve.hpp>
#include <symphonic/spectral/istft.hpp>
#include <symphonic/spectral/stft.hpp>
#include <symphonic/views/frames.hpp>
#include <symphonic/views/mono.hpp>
#include <symphonic/views/power.hpp>
#include <symphonic/views/rms.hpp>
#include <symphonic/views/stft.hpp>

namespace sj = symphonic;
namespace v = symphonic::views;

namespace {

template <class T> std::string recording() {
    std::vector<T> samples(8000);
    for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = static_cast<T>(i * i % 997) / 1000;
    std::ostringstream bytes;
    sj::writer out{
        bytes, {.sample_rate = 8000, .channels = 2, .encoding = sj::encoding::pcm24, .container = sj::container::wav}};
    out.write(samples);
    out.close();
    return bytes.str();
}

template <class T> void measure(std::vector<double>& numbers) {
    std::istringstream bytes{recording<T>()};
    for (double const level : sj::read<T>(bytes) | v::mono | v::frames(256, 128) | v::rms) numbers.push_back(level);
    bytes.seekg(0);
    std::vector<T> samples;
    for (auto const block : sj::read<T>(bytes))
        samples.insert(samples.end(), block.samples().begin(), block.samples().end());
    bytes.seekg(0);
    for (auto const power : sj::read<T>(bytes) | v::mono | v::stft({.size = 200, .hop = 50}) | v::power)
        numbers.push_back(power[3]);
    auto const restored = sj::istft(sj::stft(samples, {.size = 512, .hop = 128}), {.size = 512, .hop = 128});
    numbers.insert(numbers.end(), restored.begin(), restored.end());
    auto const filtered = sj::convolve(samples, std::span{samples}.first(100));
    numbers.insert(numbers.end(), filtered.begin(), filtered.end());
    auto const summary = sj::summarize(samples);
    numbers.insert(numbers.end(), {summary.energy, summary.min, summary.mean, sj::energy(samples), sj::peak(samples)});
}

}   // namespace

std::vector<double> UNIT() {
    std::vector<double> numbers;
    measure<float>(numbers);
    measure<double>(numbers);
    return numbers;
}
