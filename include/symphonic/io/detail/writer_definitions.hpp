// SPDX-License-Identifier: MIT
// The member functions of basic_writer.
#ifndef SYMPHONIC_IO_DETAIL_WRITER_DEFINITIONS_HPP
#define SYMPHONIC_IO_DETAIL_WRITER_DEFINITIONS_HPP

#include <algorithm>
#include <array>

#include <symphonic/io/detail/file_sink.hpp>
#include <symphonic/io/detail/ostream_sink.hpp>
#include <symphonic/io/detail/resolve_writer_options.hpp>
#include <symphonic/io/writer.hpp>
#include <symphonic/kernels/convert.hpp>

namespace symphonic {

template <class Encoder>
basic_writer<Encoder>::basic_writer(const file_path& path, const writer_options& options)
    : basic_writer(path.text(), path.text(), options,
                   std::unique_ptr<detail::byte_sink>(new detail::file_sink(path.text(), options.atomic))) {}

template <class Encoder>
basic_writer<Encoder>::basic_writer(std::ostream& stream, const writer_options& options)
    : basic_writer("a stream", {}, options, std::unique_ptr<detail::byte_sink>(new detail::ostream_sink(stream))) {}

template <class Encoder>
[[gnu::cold]] basic_writer<Encoder>::basic_writer(std::string name, std::string_view path,
                                                  const writer_options& options,
                                                  std::unique_ptr<detail::byte_sink> sink)
    : name_(std::move(name)) {
    auto const settings = detail::resolve(options, path);
    channels_ = static_cast<std::size_t>(options.channels);
    with_name([&] { encoder_ = std::make_unique<Encoder>(std::move(sink), settings); });
}

template <class Encoder> basic_writer<Encoder>::basic_writer(basic_writer&&) noexcept = default;
template <class Encoder> basic_writer<Encoder>& basic_writer<Encoder>::operator=(basic_writer&&) noexcept = default;
template <class Encoder> basic_writer<Encoder>::~basic_writer() = default;

template <class Encoder> void basic_writer<Encoder>::require_channels(int channels) const {
    if (static_cast<std::size_t>(channels) != channels_)
        throw argument_error("write: a block of ", channels, " channels, expected ", channels_);
}

template <class Encoder> void basic_writer<Encoder>::write_samples(std::span<const float> samples) { encode(samples); }
template <class Encoder> void basic_writer<Encoder>::write_samples(std::span<const double> samples) { encode(samples); }

template <class Encoder> void basic_writer<Encoder>::write_samples(std::span<const std::int16_t> samples) {
    require_whole_frames(samples.size());
    std::array<float, 4096> floats;
    auto const step = floats.size() / channels_ * channels_;
    for (std::size_t at = 0; at < samples.size(); at += step) {
        auto const part = samples.subspan(at, std::min(step, samples.size() - at));
        convert(part, std::span{floats}.first(part.size()));
        encode(std::span<const float>{floats}.first(part.size()));
    }
}

template <class Encoder> void basic_writer<Encoder>::require_whole_frames(std::size_t samples) const {
    if (samples % channels_ != 0)
        throw argument_error("write: ", samples, " samples are not a multiple of ", channels_, " channels");
}

template <class Encoder> template <class T> void basic_writer<Encoder>::encode(std::span<const T> samples) {
    require_whole_frames(samples.size());
    with_name([&] {
        if (!encoder_) throw io_error("it is closed");
        encoder_->write(samples);
    });
}

template <class Encoder> void basic_writer<Encoder>::close() {
    if (!encoder_) return;
    auto const encoder = std::move(encoder_);
    frames_ = encoder->frames();
    with_name([&] { encoder->close(); });
}

template <class Encoder> std::int64_t basic_writer<Encoder>::frames() const noexcept {
    return encoder_ ? encoder_->frames() : frames_;
}

template <class Encoder> void basic_writer<Encoder>::with_name(auto&& f) const {
    try {
        f();
    } catch (const io_error& e) {
        throw io_error("cannot write ", name_, ": ", e.what());
    }
}

}   // namespace symphonic
#endif
