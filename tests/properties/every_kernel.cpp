// SPDX-License-Identifier: MIT
// Uses every kernel of the kernels layer. Compiled twice, for two processors, with the function UNIT; kernel_list.cmake
// checks that no kernel is missing.
#include <vector>

#include <symphonic/cache/content_hash.hpp>
#include <symphonic/kernels.hpp>

#include "support/every_kernel.hpp"

namespace sj = symphonic;

namespace {

template <class T> double checksum(std::span<const T> x) {
    double sum = sj::energy(x) + sj::mean_square(x) + sj::rms(x) + sj::sum(x) + sj::mean(x) + sj::peak(x) +
                 sj::minmax(x).min + static_cast<double>(sj::zero_crossings(x)) + sj::dot(x, x);
    sj::signal_accumulator accumulator;
    accumulator.push(x);
    sum += accumulator.result().crest_factor + sj::summarize(x).rms;
    std::vector<float> floats(x.size());
    sj::convert(x, floats);
    std::vector<std::int16_t> integers(x.size());
    sj::convert(floats, integers);
    std::vector<std::byte> bytes(3 * x.size());
    sj::to_pcm(floats, sj::pcm::s24, std::endian::big, bytes);
    sj::from_pcm(bytes, sj::pcm::s24, std::endian::big, floats);
    sj::gain(floats, 0.9);
    sj::mix(std::vector<float>(x.size(), 0.1F), floats, 0.3);
    sj::fade(floats, 0.1, 0.7);
    sj::to_decibels(floats, floats, 1e-3);
    std::vector<float> mono(x.size() / 2);
    sj::downmix(floats, 2, mono);
    std::vector<std::vector<float>> channels(2, mono);
    sj::deinterleave(floats, channels);
    sj::interleave(channels, floats);
    sum += static_cast<double>(sj::content_hash(x, 512, "hann", integers).high >> 40);
    return sum + sj::energy(floats) + sj::energy(mono) + sj::energy(integers);
}

}   // namespace

double UNIT() {
    std::vector<double> doubles(1000);
    std::vector<std::int16_t> integers(1000);
    for (std::size_t i = 0; i < doubles.size(); ++i) {
        integers[i] = static_cast<std::int16_t>(i * 40503);
        doubles[i] = integers[i] / 40000.0;
    }
    std::vector<float> floats(1000);
    sj::convert(doubles, floats);
    return checksum<double>(doubles) + checksum<float>(floats) + checksum<std::int16_t>(integers);
}
