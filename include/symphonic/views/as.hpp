// SPDX-License-Identifier: MIT
// as<domain::power>: says what the numbers are, where a view or a function of yours made the type forget.
//   in        a stream of domain none: what is known cannot be renamed
//   out       the same elements in that domain
//   tail      none
//   lifetime  as upstream
//   errors    none
//   cost      none
// from(range, format) gives back the format, as the domain.
#ifndef SYMPHONIC_VIEWS_AS_HPP
#define SYMPHONIC_VIEWS_AS_HPP

#include <symphonic/core/stage.hpp>

namespace symphonic {

/// Whose domain is not known to its type, or is D already.
template <class S, domain D> concept stream_without_domain_or = upstream<S> && domain_is<domain_of<S>, domain::none, D>;

namespace detail {

template <upstream Up, domain D>
class as_domain_stream : public stream_facade<as_domain_stream<Up, D>, D> {
public:
    explicit as_domain_stream(Up up) : up_(std::move(up)) {}
    bool next() { return up_.next(); }
    [[nodiscard]] decltype(auto) get() const { return up_.get(); }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const { return up_.format(); }

private:
    Up up_;
};

template <domain D>
struct as_fn : stage {
    template <stream_without_domain_or<D> S>
    [[nodiscard]] constexpr auto operator()(S&& stream) const {
        return as_domain_stream<upstream_t<S>, D>(as_stream(std::forward<S>(stream)));
    }
};

}   // namespace detail
namespace views {
template <domain D> inline constexpr detail::as_fn<D> as{};
}
}   // namespace symphonic
#endif
