// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_FFT_DETAIL_THREAD_SCRATCH_HPP
#define SYMPHONIC_FFT_DETAIL_THREAD_SCRATCH_HPP

#include <cstddef>

#include <symphonic/memory/detail/aligned.hpp>

namespace symphonic::detail {

/// Scratch memory for one call, aligned to 64 bytes. Each thread keeps one buffer, as large as its largest call so far.
/// A nested call, from an engine that itself uses a plan, allocates a buffer; so does a call after the thread's buffer
/// was destroyed, from the destructor of a static object.
class thread_scratch {
public:
    explicit thread_scratch(std::size_t bytes) {
        if (auto* const buffer = thread_buffer()) memory_.swap(*buffer);
        if (memory_.size() < bytes) memory_.resize(bytes);
    }
    ~thread_scratch() {
        if (auto* const buffer = thread_buffer(); buffer != nullptr && buffer->size() < memory_.size())
            buffer->swap(memory_);
    }
    thread_scratch(const thread_scratch&) = delete;
    thread_scratch& operator=(const thread_scratch&) = delete;

    [[nodiscard]] std::byte* data() noexcept { return memory_.data(); }

private:
    /// Null after it was destroyed.
    [[nodiscard]] static aligned_vector<std::byte>* thread_buffer() noexcept {
        thread_local bool destroyed = false;   // trivial, so it can be read until the thread ends
        struct owner {
            aligned_vector<std::byte> memory;
            ~owner() { destroyed = true; }
        };
        if (destroyed) return nullptr;
        thread_local owner buffer;
        return &buffer.memory;
    }

    aligned_vector<std::byte> memory_;
};

}   // namespace symphonic::detail
#endif
