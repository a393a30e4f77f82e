// SPDX-License-Identifier: MIT
// thread_record: what one thread measures for one profile. The thread alone writes it, any thread may read its numbers.
#ifndef SYMPHONIC_PROFILE_DETAIL_THREAD_RECORD_HPP
#define SYMPHONIC_PROFILE_DETAIL_THREAD_RECORD_HPP

#include <string_view>
#include <utility>
#include <vector>

#include <symphonic/profile/detail/duration_buckets.hpp>
#include <symphonic/profile/detail/shared_number.hpp>

namespace symphonic::detail {

/// Of one name, in ticks.
struct thread_numbers {
    unsigned index;         // of the name
    thread_numbers* next;   // of the same thread
    unsigned open = 0;      // scopes of that name that are inside one another just now: the thread's own
    shared_number<std::uint64_t> calls{}, total{}, self{}, durations[duration_buckets::count]{};
};

struct open_scope {
    std::uint64_t start = 0, inside = 0;   // ticks; inside: those of the scopes in it
    open_scope* outer = nullptr;
};

/// Belongs to its profile and to the thread that uses it: the last of the two deletes it. A thread that ends leaves it to the
/// next that begins, with its numbers, so that there are no more of them than there were threads at a time.
class thread_record {
public:
    open_scope* innermost = nullptr;   // the thread's own
    unsigned thread = 0;               // counted by the profile

    explicit thread_record(unsigned number) noexcept : thread(number) {}
    thread_record(const thread_record&) = delete;
    thread_record& operator=(const thread_record&) = delete;

    // ---- by the thread -----------------------------------------------------------------------------------------------

    /// The first call for a name allocates. Null: there is no memory.
    [[nodiscard]] thread_numbers* numbers_of(unsigned index) noexcept {
        if (index < by_index_.size() && by_index_[index] != nullptr) return by_index_[index];
        return add_numbers(index);
    }

    /// The index of a name that the thread has asked for before: not_known if it has not.
    static constexpr unsigned not_known = ~0U;
    [[nodiscard]] unsigned find(std::string_view name) const noexcept {
        if (names_.empty()) return not_known;
        for (auto at = hash(name);; ++at) {
            auto const& slot = names_[at & (names_.size() - 1)];
            if (slot.index == not_known || slot.name == name) return slot.index;
        }
    }
    /// `name` must stay where it is. Without memory it is not remembered.
    void remember(std::string_view name, unsigned index) noexcept try {
        if (2 * ++known_ > names_.size()) {
            auto old = std::vector<known_name>(names_.empty() ? 16 : 2 * names_.size());
            old.swap(names_);
            for (auto const& slot : old)
                if (slot.index != not_known) place(slot);
        }
        place({name, index});
    } catch (...) {
        --known_;
    }

    // ---- by the profile ----------------------------------------------------------------------------------------------

    [[nodiscard]] thread_numbers const* first() const noexcept { return first_.acquire(); }
    /// For a thread that begins; false if another still uses it.
    [[nodiscard]] bool as_stream(unsigned number) noexcept {
        if (!idle_.exchange(false)) return false;
        thread = number;
        return true;
    }

    // ---- by both -----------------------------------------------------------------------------------------------------

    void share() noexcept { owners_.fetch_add(1); }
    [[nodiscard]] bool is_shared() const noexcept { return owners_.acquire() > 1; }
    void drop() noexcept {
        if (owners_.fetch_add(-1) == 1) delete this;
    }
    /// The thread ends. What it leaves open is open for ever.
    void leave() noexcept {
        if (innermost == nullptr) idle_.release(true);
        drop();
    }

private:
    struct known_name {
        std::string_view name{};
        unsigned index = not_known;
    };

    ~thread_record() {
        for (auto* n = first_.load(); n != nullptr;) delete std::exchange(n, n->next);
    }
    [[gnu::noinline]] thread_numbers* add_numbers(unsigned index) noexcept try {
        if (index == not_known) return nullptr;   // there was no memory for its name
        if (index >= by_index_.size()) by_index_.resize(index + 1);
        auto* const added = new thread_numbers{index, first_.load()};
        first_.release(added);
        return by_index_[index] = added;
    } catch (...) {
        return nullptr;
    }
    /// Its length, its first and its last bytes: names are short, and what looks alike is compared.
    [[nodiscard]] static std::size_t hash(std::string_view name) noexcept {
        std::uint64_t head = 0, tail = 0;
        auto const n = name.size() < 8 ? name.size() : 8;
        if (n == 8) {
            __builtin_memcpy(&head, name.data(), 8);
            __builtin_memcpy(&tail, name.data() + name.size() - 8, 8);
        } else {
            for (std::size_t i = 0; i < n; ++i) head = head << 8 | static_cast<unsigned char>(name[i]);
        }
        auto const mixed = (head + std::rotl(tail, 23) + name.size()) * 0x9e3779b97f4a7c15U;
        return static_cast<std::size_t>(mixed >> 32);
    }
    void place(known_name known) noexcept {
        auto at = hash(known.name);
        while (names_[at & (names_.size() - 1)].index != not_known) ++at;
        names_[at & (names_.size() - 1)] = known;
    }

    std::vector<thread_numbers*> by_index_;
    std::vector<known_name> names_;   // open addressing, at least half of it free
    std::size_t known_ = 0;
    shared_number<thread_numbers*> first_{};
    shared_number<int> owners_{1};
    shared_number<bool> idle_{};
};

// ---- the records of a thread -----------------------------------------------------------------------------------------

struct known_record {
    std::uint64_t profile = 0;   // a profile's number, which no other ever has
    thread_record* record = nullptr;
};

/// The one that was used last: without a destructor, so that looking at it costs no guard.
inline constinit thread_local known_record last_record{};
inline constinit thread_local bool records_are_gone = false;   // the thread is ending

/// All of them, one for each profile that the thread met and that is still there.
class thread_records {
public:
    thread_records() = default;
    thread_records(const thread_records&) = delete;
    thread_records& operator=(const thread_records&) = delete;
    ~thread_records() {
        records_are_gone = true;
        last_record = {};
        for (auto const& known : all_) known.record->leave();
    }

    [[nodiscard]] thread_record* find(std::uint64_t profile) const noexcept {
        for (auto const& known : all_)
            if (known.profile == profile) return known.record;
        return nullptr;
    }
    /// Room for one more, which add() takes; what belongs to profiles that are gone goes.
    void reserve() {
        std::size_t kept = 0;
        for (auto const& known : all_)
            if (known.record->is_shared()) all_[kept++] = known;
            else known.record->drop();
        all_.resize(kept);
        all_.reserve(kept + 1);
    }
    void add(known_record known) noexcept { all_.push_back(known); }

    [[nodiscard]] static thread_records& of_this_thread() {
        thread_local thread_records records;
        return records;
    }

private:
    std::vector<known_record> all_;
};

}   // namespace symphonic::detail
#endif
