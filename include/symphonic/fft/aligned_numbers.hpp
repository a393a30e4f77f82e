// SPDX-License-Identifier: MIT
// aligned_numbers: numbers that begin where a cache line does.
#ifndef SYMPHONIC_FFT_ALIGNED_NUMBERS_HPP
#define SYMPHONIC_FFT_ALIGNED_NUMBERS_HPP

#include <cstddef>
#include <vector>

namespace symphonic::detail {

struct cache_line {
    static constexpr std::size_t size = 64;
    alignas(size) std::byte bytes[size];
    /// The least number of them that holds so many bytes.
    [[nodiscard]] static constexpr std::size_t count(std::size_t bytes) noexcept { return (bytes + size - 1) / size; }
};

/// `count` of them, all 0.
template <class T>
class aligned_numbers {
public:
    aligned_numbers() = default;
    explicit aligned_numbers(std::size_t count) : lines_(cache_line::count(count * sizeof(T))) {}

    [[nodiscard]] T* data() noexcept { return reinterpret_cast<T*>(lines_.data()); }
    [[nodiscard]] T const* data() const noexcept { return reinterpret_cast<T const*>(lines_.data()); }

private:
    std::vector<cache_line> lines_;
};

}   // namespace symphonic::detail
#endif
