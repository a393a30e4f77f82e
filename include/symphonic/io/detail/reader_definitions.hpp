// SPDX-License-Identifier: MIT
// The member functions of basic_reader. None is inline: each is compiled once in a unit and not into every pipeline.
#ifndef SYMPHONIC_IO_DETAIL_READER_DEFINITIONS_HPP
#define SYMPHONIC_IO_DETAIL_READER_DEFINITIONS_HPP

#include <symphonic/io/detail/file_source.hpp>
#include <symphonic/io/detail/istream_source.hpp>
#include <symphonic/io/detail/memory_source.hpp>
#include <symphonic/io/detail/sndfile_decoder.hpp>
#include <symphonic/io/reader.hpp>

namespace symphonic {

// new instead of make_unique: a unique_ptr to each derived class takes 0.1 s longer to compile.

namespace detail {
[[nodiscard, gnu::cold]] inline std::unique_ptr<byte_source> source_of(const file_image& file) {
    if (file.loaded()) return std::unique_ptr<byte_source>(new memory_source(file));
    return std::unique_ptr<byte_source>(new file_source(file.path()));
}
}   // namespace detail

template <std::floating_point T>
basic_reader<T>::basic_reader(const file_path& path, reader_options options)
    : basic_reader(path.text(), path, options, std::unique_ptr<detail::byte_source>(new detail::file_source(path))) {}

template <std::floating_point T>
basic_reader<T>::basic_reader(std::span<const std::byte> image, reader_options options)
    : basic_reader("an image in memory", {}, options,
                   std::unique_ptr<detail::byte_source>(new detail::memory_source(image))) {}

template <std::floating_point T>
basic_reader<T>::basic_reader(std::vector<std::byte>&& image, reader_options options)
    : basic_reader("an image in memory", {}, options,
                   std::unique_ptr<detail::byte_source>(new detail::memory_source(std::move(image)))) {}

template <std::floating_point T>
basic_reader<T>::basic_reader(const file_image& file, reader_options options)
    : basic_reader(file.path().text(), file.path(), options, detail::source_of(file)) {}

template <std::floating_point T>
basic_reader<T>::basic_reader(std::istream& stream, reader_options options)
    : basic_reader("a stream", {}, options, std::unique_ptr<detail::byte_source>(new detail::istream_source(stream))) {}

template <std::floating_point T>
basic_reader<T>::basic_reader(file_descriptor file, reader_options options)
    : basic_reader(detail::message("file descriptor ", file.value), {}, options,
                   std::unique_ptr<detail::byte_source>(new detail::file_source(file))) {}

template <std::floating_point T>
[[gnu::cold]] basic_reader<T>::basic_reader(std::string_view name, const file_path& path, const reader_options& options,
                                            std::unique_ptr<detail::byte_source> source)
    : decoder_(std::make_unique<detail::sndfile_decoder<T>>(name, path, options, std::move(source))) {
    auto const& format = decoder_->format();
    auto const channels = static_cast<std::size_t>(format.channels);
    if (format.max_block > buffer_.max_size() / channels)
        throw argument_error("reader: blocks of ", options.chunk_frames, " sample frames of ", channels,
                             " channels do not fit into memory");
    buffer_.resize(format.max_block * channels);
}

template <std::floating_point T> basic_reader<T>::basic_reader(basic_reader&&) noexcept = default;
template <std::floating_point T> basic_reader<T>& basic_reader<T>::operator=(basic_reader&&) noexcept = default;
template <std::floating_point T> basic_reader<T>::~basic_reader() = default;

template <std::floating_point T> bool basic_reader<T>::next() {
    if (ended()) return false;
    block_frames_ = 0;
    block_frames_ = decoder_->read(std::span{buffer_});
    return block_frames_ > 0;
}

template <std::floating_point T> block<const T> basic_reader<T>::get() const noexcept {
    auto const channels = decoder_->format().channels;
    return {std::span<const T>{buffer_.data(), block_frames_ * static_cast<std::size_t>(channels)}, channels,
            decoder_->position() - static_cast<std::int64_t>(block_frames_)};
}

template <std::floating_point T> bool basic_reader<T>::ended() const noexcept {
    return this->moved_from() || decoder_->ended();
}

template <std::floating_point T> audio_format basic_reader<T>::format() const noexcept {
    return this->moved_from() ? audio_format{} : decoder_->format();
}

template <std::floating_point T> void basic_reader<T>::request_stop() noexcept {
    if (!this->moved_from()) decoder_->request_stop();
}

template <std::floating_point T> const file_info& basic_reader<T>::info() const noexcept { return decoder_->info(); }

template <std::floating_point T> const std::string& basic_reader<T>::path() const noexcept { return decoder_->path(); }

template <std::floating_point T> std::int64_t basic_reader<T>::position() const noexcept {
    return decoder_->position();
}

template <std::floating_point T> bool basic_reader<T>::truncated() const noexcept { return decoder_->truncated(); }

template <std::floating_point T> std::size_t basic_reader<T>::read(std::span<T> out) {
    if (ended()) return 0;
    block_frames_ = 0;
    return decoder_->read(out);
}

template <std::floating_point T> void basic_reader<T>::seek(std::int64_t frame) {
    decoder_->seek(frame);
    block_frames_ = 0;
}

}   // namespace symphonic
#endif
