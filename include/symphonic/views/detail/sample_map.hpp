// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_VIEWS_DETAIL_SAMPLE_MAP_HPP
#define SYMPHONIC_VIEWS_DETAIL_SAMPLE_MAP_HPP

#include <vector>

#include <symphonic/core/stage.hpp>
#include <symphonic/core/stage_facade.hpp>

namespace symphonic::detail {

/// The stream of gain and map_samples. `function(in, out)` computes each sample of the element from one sample of the
/// upstream's; both spans have the same length.
template <signal_stream Up, class Function>
class sample_map_stream : public stage_facade<sample_map_stream<Up, Function>, Up> {
    using T = sample_t<Up>;

public:
    sample_map_stream(Up up, Function function)
        : sample_map_stream::stage_facade(std::move(up)), function_(std::move(function)) {
        auto const format = this->format();
        if constexpr (yields_rows<Up>) out_.reserve(format.size);
        else out_.reserve(format.max_block * static_cast<std::size_t>(format.channels));
    }
    bool next() {
        if (!this->upstream().next()) return false;
        auto const in = samples();
        out_.resize(in.size());
        function_(in, std::span<T>{out_});
        return true;
    }
    [[nodiscard]] element_t<Up> get() const {
        if constexpr (yields_rows<Up>) return out_;
        else return {out_, this->upstream().get().channels(), this->upstream().get().position()};
    }

private:
    [[nodiscard]] std::span<const T> samples() const {
        if constexpr (yields_rows<Up>) return this->upstream().get();
        else return this->upstream().get().samples();
    }

    Function function_;
    std::vector<T> out_;
};

}   // namespace symphonic::detail
#endif
