// SPDX-License-Identifier: MIT
// checked: finds out who uses an element after the next ++.
//   in        any stream
//   out       the same elements in the same domain, each in memory of its own
//   tail      none
//   lifetime  with the next ++ the numbers of the element before become NaN; with the one after that its memory is freed, so
//             that the address sanitizer reports whoever still reads it. Values are not lent: they pass as they are
//   errors    std::bad_alloc
//   cost      an allocation and a copy for each element: for tests
#ifndef SYMPHONIC_VIEWS_CHECKED_HPP
#define SYMPHONIC_VIEWS_CHECKED_HPP

#include <algorithm>
#include <limits>
#include <vector>

#include <symphonic/core/stage.hpp>

namespace symphonic {
namespace detail {

template <upstream Up>
class checked_stream : public stream_facade<checked_stream<Up>> {
    static constexpr bool blocks = yields_blocks<Up>, rows = numeric_row<element_t<Up>>;
    struct nothing {};

    [[nodiscard]] static auto numbers(const element_t<Up>& element) noexcept {
        if constexpr (blocks) return element.samples();
        else if constexpr (rows) return as_span<element_t<Up>>{element};
        else return std::span<nothing>{};
    }
    using number = std::remove_const_t<typename decltype(numbers(std::declval<element_t<Up>>()))::element_type>;

    [[nodiscard]] static constexpr number poison() noexcept {
        if constexpr (complex_number<number>) {
            constexpr auto nan = std::numeric_limits<typename number::value_type>::quiet_NaN();
            return {nan, nan};
        } else if constexpr (blocks || rows) {
            return std::numeric_limits<number>::quiet_NaN();
        } else {
            return {};
        }
    }

public:
    explicit checked_stream(Up up) : up_(std::move(up)) {}

    bool next() {
        before_ = std::exchange(now_, {});
        std::fill(before_.begin(), before_.end(), poison());
        if (!up_.next()) return false;
        auto const lent = numbers(up_.get());
        now_.assign(lent.begin(), lent.end());
        return true;
    }
    [[nodiscard]] decltype(auto) get() const {
        if constexpr (blocks) return element_t<Up>{now_, up_.get().channels(), up_.get().position()};
        else if constexpr (rows) return std::span<const number>{now_};
        else return up_.get();
    }
    [[nodiscard]] bool ended() const { return up_.ended(); }
    [[nodiscard]] audio_format format() const { return up_.format(); }

private:
    Up up_;
    std::vector<number> now_, before_;
};

struct checked_fn : stage {
    template <upstream S>
    [[nodiscard]] constexpr auto operator()(S&& stream) const {
        return checked_stream<upstream_t<S>>(as_stream(std::forward<S>(stream)));
    }
};

}   // namespace detail
namespace views {
inline constexpr detail::checked_fn checked{};
}
}   // namespace symphonic
#endif
