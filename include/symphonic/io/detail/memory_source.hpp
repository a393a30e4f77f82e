// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_DETAIL_MEMORY_SOURCE_HPP
#define SYMPHONIC_IO_DETAIL_MEMORY_SOURCE_HPP

#include <vector>

#include <symphonic/io/detail/byte_source.hpp>
#include <symphonic/io/file_image.hpp>

namespace symphonic::detail {

/// Reads a file image in memory: borrowed, owned or shared.
class memory_source final : public byte_source {
public:
    explicit memory_source(std::span<const std::byte> borrowed) noexcept : image_(borrowed) {}
    explicit memory_source(std::vector<std::byte>&& image) noexcept : owned_(std::move(image)), image_(owned_) {}
    explicit memory_source(const file_image& shared) noexcept : shared_(shared), image_(shared_.bytes()) {}

    void open() override {}
    [[nodiscard]] std::int64_t length() const noexcept override { return static_cast<std::int64_t>(image_.size()); }
    [[nodiscard]] std::size_t read(std::int64_t offset, std::byte* to, std::size_t n) override {
        return copy_bytes(image_, offset, to, n);
    }

private:
    std::vector<std::byte> owned_{};
    file_image shared_{};
    std::span<const std::byte> image_;
};

}   // namespace symphonic::detail
#endif
