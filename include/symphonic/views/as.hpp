// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_AS_HPP
#define SYMPHONIC_VIEWS_AS_HPP

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>

namespace symphonic {

/// The domain of S is unknown, or it is D already.
template <class S, domain D> concept domain_unknown_or = upstream<S> && domain_is<domain_of<S>, domain::none, D>;

namespace detail {

template <upstream Up, domain D>
class as_domain_stream : public stage_facade<as_domain_stream<Up, D>, Up, D> {
public:
    using stage_facade<as_domain_stream, Up, D>::stage_facade;

    bool next() { return this->upstream().next(); }
    [[nodiscard]] decltype(auto) get() const { return this->upstream().get(); }
};

template <domain D>
struct as_fn : stage {
    template <domain_unknown_or<D> S>
    [[nodiscard]] constexpr auto operator()(S&& stream) const {
        return as_domain_stream<upstream_t<S>, D>(as_stream(std::forward<S>(stream)));
    }
};

}   // namespace detail
namespace views {

/// Declares the domain of elements, which is unknown after a standard view or a function:
/// `... | v::map(f) | v::as<sj::domain::power> | v::decibels`. Use from(range, format) to restore the format.
/// - Input: any stream of domain none or D. A stream of another known domain does not compile.
/// - Output: the same elements, in domain D.
/// - Tail: none.
/// - Lifetime: as the upstream's elements.
/// - Errors: none.
/// - Cost: none.
template <domain D> inline constexpr detail::as_fn<D> as{};

}   // namespace views
}   // namespace symphonic
#endif
