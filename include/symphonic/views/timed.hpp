// SPDX-License-Identifier: MIT
// timed(profile, name): measures what the stages before it take.
//   in        any stream
//   out       the same elements in the same domain
//   tail      none
//   lifetime  as upstream. The profile must outlive the pipeline
//   errors    none of its own; a call that throws counts
//   cost      a scope of the profile, 30 to 60 ns an element
// Each next() of what stands before it is a scope of that name, one more for the end. Stages measured in one thread are scopes
// inside one another: `... | decode | timed(prof, "decode") | fft | timed(prof, "fft")` has the time of fft alone as self time
// of "fft", that of both as its total.
#ifndef SYMPHONIC_VIEWS_TIMED_HPP
#define SYMPHONIC_VIEWS_TIMED_HPP

#include <symphonic/core/stage_of.hpp>
#include <symphonic/profile/profile.hpp>

namespace symphonic {
namespace detail {

template <upstream Up>
class timed_stream : public stream_facade<timed_stream<Up>> {
public:
    timed_stream(Up up, profile::label name) : up_(std::move(up)), name_(name) {}

    bool next() {
        profile::scope const s{name_};
        return up_.next();
    }
    [[nodiscard]] decltype(auto) get() const { return up_.get(); }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const { return up_.format(); }

private:
    Up up_;
    profile::label name_;
};

struct timed_fn {
    [[nodiscard]] auto operator()(profile& into, std::string_view name) const {
        return stage_of<timed_stream>(into.named(name));
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::timed_fn timed{};
}
}   // namespace symphonic
#endif
