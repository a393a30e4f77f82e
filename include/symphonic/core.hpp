// SPDX-License-Identifier: MIT
// The core layer: streams, their elements and their errors. Standard library only.
#ifndef SYMPHONIC_CORE_HPP
#define SYMPHONIC_CORE_HPP

#include <symphonic/core/detail/language.hpp>

// elements
#include <symphonic/core/audio_buffer.hpp>     // audio_buffer: a signal that owns its samples
#include <symphonic/core/block.hpp>            // block: a view of interleaved samples
#include <symphonic/core/channel_frames.hpp>   // channel_frames: an owning copy of one frame or spectrum for each channel
#include <symphonic/core/frame.hpp>            // frame: an owning copy of an analysis frame or a spectrum
#include <symphonic/core/owning.hpp>           // owning_t: the type that keeps a copy of an element
#include <symphonic/core/strided_span.hpp>     // strided_span: one channel of a block

// descriptions of a stream
#include <symphonic/core/domain.hpp>    // domain: samples, frames, magnitude, power, decibels
#include <symphonic/core/format.hpp>    // audio_format: rate, channels, length, framing
#include <symphonic/core/framing.hpp>   // padding, tail, frame_count, frame_time, frame_start

// streams
#include <symphonic/core/stage_facade.hpp>   // stage_facade, buffering_stage_facade: bases of a stage with one upstream
#include <symphonic/core/stop_requested.hpp>    // stop_requested: true when the consumer of this thread has gone
#include <symphonic/core/stream.hpp>            // stream: the pull protocol
#include <symphonic/core/stream_concepts.hpp>   // sample_stream, frame_stream, spectrum_stream, ...
#include <symphonic/core/stream_facade.hpp>     // stream_facade: base of every stream class
#include <symphonic/core/upstream.hpp>          // upstream, as_stream: the left operand of `|`

// stages
#include <symphonic/core/stage.hpp>      // source | stage, stage | stage
#include <symphonic/core/stage_of.hpp>   // stage_of: a stage from a stream class

// files and errors
#include <symphonic/core/errors.hpp>      // error, argument_error, format_error
#include <symphonic/core/file_path.hpp>   // file_path: the path of a file, from a string or a filesystem::path
#include <symphonic/core/io_error.hpp>    // io_error: reading or writing failed
#include <symphonic/core/version.hpp>     // version

#endif
