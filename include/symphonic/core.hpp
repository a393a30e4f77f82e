// SPDX-License-Identifier: MIT
// The core layer: what a stream is and what it may carry. Standard library only.
#ifndef SYMPHONIC_CORE_HPP
#define SYMPHONIC_CORE_HPP

#include <symphonic/core/block.hpp>       // a lent chunk of a signal
#include <symphonic/core/domain.hpp>      // samples, frames, magnitude, power, decibels
#include <symphonic/core/errors.hpp>      // error, argument_error, format_error
#include <symphonic/core/file_path.hpp>   // the path of a file, from whatever has one
#include <symphonic/core/format.hpp>      // rate, channels, length, framing
#include <symphonic/core/framing.hpp>     // padding, tail, frame_count
#include <symphonic/core/io_error.hpp>    // what files throw
#include <symphonic/core/owned.hpp>       // audio_buffer, frame: an element that is kept
#include <symphonic/core/stage.hpp>       // source | stage, stage | stage
#include <symphonic/core/stage_of.hpp>    // a stage made of a stream class
#include <symphonic/core/stream.hpp>      // the pull protocol, and the facade that makes it a range
#include <symphonic/core/upstream.hpp>    // what a stage may ask of what stands before it
#include <symphonic/core/version.hpp>

#endif
