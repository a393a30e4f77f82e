// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_CHECKED_HPP
#define SYMPHONIC_VIEWS_CHECKED_HPP

#include <algorithm>
#include <limits>
#include <vector>

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>

namespace symphonic {
namespace detail {

template <upstream Up>
class checked_stream : public stage_facade<checked_stream<Up>, Up> {
    static constexpr bool is_block = yields_blocks<Up>, is_row = numeric_row<element_t<Up>>;
    struct no_number {};

    /// The numbers of an element, in memory that the upstream may reuse; empty if the element is a value.
    [[nodiscard]] static auto numbers_of(const element_t<Up>& element) noexcept {
        if constexpr (is_block) return element.samples();
        else if constexpr (is_row) return as_span<element_t<Up>>{element};
        else return std::span<no_number>{};
    }
    using number = std::remove_const_t<typename decltype(numbers_of(std::declval<element_t<Up>>()))::element_type>;

    /// NaN, which overwrites the numbers of an expired element.
    [[nodiscard]] static constexpr number poison() noexcept {
        if constexpr (complex_number<number>) {
            constexpr auto nan = std::numeric_limits<typename number::value_type>::quiet_NaN();
            return {nan, nan};
        } else if constexpr (is_block || is_row) {
            return std::numeric_limits<number>::quiet_NaN();
        } else {
            return {};
        }
    }

public:
    using stage_facade<checked_stream, Up>::stage_facade;

    bool next() {
        expired_ = std::exchange(current_, {});
        std::fill(expired_.begin(), expired_.end(), poison());
        if (!this->upstream().next()) return false;
        auto const numbers = numbers_of(this->upstream().get());
        current_.assign(numbers.begin(), numbers.end());
        return true;
    }
    [[nodiscard]] decltype(auto) get() const {
        auto const& up = this->upstream();
        if constexpr (is_block) return element_t<Up>{current_, up.get().channels(), up.get().position()};
        else if constexpr (is_row) return std::span<const number>{current_};
        else return up.get();
    }

private:
    std::vector<number> current_;
    std::vector<number> expired_;   // the element before, freed one next() later
};

struct checked_fn : stage {
    template <upstream S>
    [[nodiscard]] constexpr auto operator()(S&& stream) const {
        return checked_stream<upstream_t<S>>(as_stream(std::forward<S>(stream)));
    }
};

}   // namespace detail
namespace views {

/// Detects elements that are used after they expired, for tests.
/// - Input: any stream.
/// - Output: the same elements in the same domain, each block or row copied to its own memory. Values are passed on.
/// - Tail: none.
/// - Lifetime: the following next() overwrites the numbers of an element with NaN; the next() after it frees the
///   memory, so that AddressSanitizer reports a later read.
/// - Errors: std::bad_alloc.
/// - Cost: one allocation and one copy per element.
inline constexpr detail::checked_fn checked{};

}   // namespace views
}   // namespace symphonic
#endif
