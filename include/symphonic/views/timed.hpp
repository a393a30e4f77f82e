// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_TIMED_HPP
#define SYMPHONIC_VIEWS_TIMED_HPP

#include <symphonic/core/stage_of.hpp>
#include <symphonic/profile/profile.hpp>

namespace symphonic {
namespace detail {

template <upstream Up>
class timed_stream : public stage_facade<timed_stream<Up>, Up> {
public:
    timed_stream(Up up, profile::label label) : timed_stream::stage_facade(std::move(up)), label_(label) {}

    bool next() {
        profile::scope const scope{label_};
        return this->upstream().next();
    }
    [[nodiscard]] decltype(auto) get() const { return this->upstream().get(); }

private:
    profile::label label_;
};

struct timed_fn : stage_factory {
    template <class = void>   // compiled only where it is called
    [[nodiscard]] auto operator()(profile& into, std::string_view name) const {
        return stage_of<timed_stream>(into.named(name));
    }
};

}   // namespace detail
namespace views {

/// Measures the stages before it: `timed(profile, name)`. Each next() of the stages before it is one scope `name` of
/// the profile; the call that finds the end is one more. In one thread, scopes of earlier timed stages are nested: with
/// `... | decode | timed(prof, "decode") | fft | timed(prof, "fft")` the self time of "fft" is that of fft alone, the
/// total time that of decode and fft.
/// - Input: any stream.
/// - Output: the same elements, domain and format.
/// - Tail: none.
/// - Lifetime: that of the upstream's elements. The profile must outlive the pipeline.
/// - Errors: none of its own. A call that throws is counted.
/// - Cost: one scope of the profile per element: two calls of std::chrono::steady_clock::now() and about 12 ns.
inline constexpr detail::timed_fn timed{};

}
}   // namespace symphonic
#endif
