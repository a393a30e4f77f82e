// SPDX-License-Identifier: MIT
// callback: a function of a user's behind one type. What std::function is, without <functional>, and copies share it.
#ifndef SYMPHONIC_CACHE_CALLBACK_HPP
#define SYMPHONIC_CACHE_CALLBACK_HPP

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace symphonic {

template <class Signature> class callback;

/// By default none. Any thread may call it, so what it refers to is to bear that.
template <class Result, class... Args> class callback<Result(Args...)> {
public:
    callback() noexcept = default;
    template <class F>
        requires(!std::same_as<std::remove_cvref_t<F>, callback>) &&
                    std::is_invocable_r_v<Result, std::decay_t<F>&, Args...>
    callback(F&& f)
        : function_(std::make_shared<std::decay_t<F>>(std::forward<F>(f))),
          call_([](void* function, Args... args) -> Result {
              return static_cast<Result>((*static_cast<std::decay_t<F>*>(function))(std::forward<Args>(args)...));
          }) {}

    [[nodiscard]] explicit operator bool() const noexcept { return function_ != nullptr; }
    Result operator()(Args... args) const { return call_(function_.get(), std::forward<Args>(args)...); }

private:
    std::shared_ptr<void> function_{};
    Result (*call_)(void*, Args...) = nullptr;
};

}   // namespace symphonic
#endif
