// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_CORE_OWNING_HPP
#define SYMPHONIC_CORE_OWNING_HPP

#include <span>
#include <type_traits>

#include <symphonic/core/audio_buffer.hpp>
#include <symphonic/core/channel_frames.hpp>
#include <symphonic/core/frame.hpp>

namespace symphonic {

namespace detail {
template <class Element> struct owning {
    using type = Element;
};
template <class T> struct owning<std::span<const T>> {
    using type = frame<T>;
};
template <class T> struct owning<std::span<const std::span<const T>>> {
    using type = channel_frames<T>;
};
template <class T> struct owning<block<const T>> {
    using type = audio_buffer<T>;
};
}   // namespace detail

/// The type that keeps a copy of a stream's element: audio_buffer for a block, frame for a span, channel_frames for a
/// span of spans, otherwise the element's own type.
template <class Element> using owning_t = typename detail::owning<std::remove_cvref_t<Element>>::type;

}   // namespace symphonic
#endif
