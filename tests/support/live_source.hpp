// SPDX-License-Identifier: MIT
// A live source, as simple as one can be: what a callback pushes; nothing now is not the end.
#pragma once

#include <vector>

#include <symphonic/core.hpp>

namespace testing {

template <class T>
class basic_live_source : public symphonic::stream_facade<basic_live_source<T>, symphonic::domain::samples> {
public:
    explicit basic_live_source(double sample_rate, int channels = 1)
        : format_{.sample_rate = sample_rate, .channels = channels} {}
    void push(std::span<const T> samples) { waiting_.insert(waiting_.end(), samples.begin(), samples.end()); }
    void close() noexcept { closed_ = true; }

    bool next() {
        position_ += static_cast<std::int64_t>(lent_.size()) / format_.channels;
        lent_.swap(waiting_);
        waiting_.clear();
        return !lent_.empty();
    }
    symphonic::block<const T> get() const noexcept { return {lent_, format_.channels, position_}; }
    bool ended() const noexcept { return closed_ && waiting_.empty(); }
    symphonic::audio_format format() const noexcept { return format_; }

private:
    symphonic::audio_format format_;
    std::vector<T> waiting_, lent_;
    std::int64_t position_ = 0;
    bool closed_ = false;
};

using live_source = basic_live_source<float>;

}   // namespace testing
