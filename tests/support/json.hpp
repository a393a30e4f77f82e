// SPDX-License-Identifier: MIT
// A strict JSON parser (RFC 8259) for the JSON that the library writes.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace testing {

struct json {
    std::map<std::string, json> members{};   // of an object
    std::vector<json> elements{};            // of an array
    std::string text{};                      // of a string, in UTF-8
    double number = 0;

    const json& operator[](const std::string& name) const { return members.at(name); }
};

/// Throws std::runtime_error if the text is not JSON.
class json_parser {
public:
    static json parse(std::string_view text) {
        json_parser parser{text};
        auto all = parser.value();
        parser.skip_spaces();
        if (!parser.rest_.empty()) parser.fail();
        return all;
    }

private:
    explicit json_parser(std::string_view text) : rest_(text) {}

    [[noreturn]] void fail() const { throw std::runtime_error{"invalid JSON at: " + std::string{rest_.substr(0, 40)}}; }
    void skip_spaces() {
        while (!rest_.empty() && std::string_view{" \t\r\n"}.find(rest_[0]) != std::string_view::npos)
            rest_.remove_prefix(1);
    }
    bool take(char c) {
        skip_spaces();
        if (rest_.empty() || rest_[0] != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char c) {
        if (!take(c)) fail();
    }
    char next() {
        if (rest_.empty()) fail();
        char const c = rest_[0];
        rest_.remove_prefix(1);
        return c;
    }
    json value() {
        json out;
        if (take('{')) {
            if (take('}')) return out;
            do {
                auto const name = string();
                expect(':');
                out.members[name] = value();
            } while (take(','));
            expect('}');
        } else if (take('[')) {
            if (take(']')) return out;
            do out.elements.push_back(value());
            while (take(','));
            expect(']');
        } else if (!rest_.empty() && rest_[0] == '"') {
            out.text = string();
        } else {
            out.number = number();
        }
        return out;
    }
    double number() {
        auto const size = rest_.find_first_not_of("+-.0123456789eE");
        std::string const digits{rest_.substr(0, size)};
        std::size_t used = 0;
        bool const zeros = digits.size() > 1 && digits[0] == '0' && digits[1] != '.';
        if (digits.empty() || digits[0] == '+' || digits[0] == '.' || digits.back() == '.' || zeros) fail();
        double const n = std::stod(digits, &used);
        if (used != digits.size()) fail();
        rest_.remove_prefix(used);
        return n;
    }
    std::string string() {
        expect('"');
        std::string out;
        for (char c = next(); c != '"'; c = next()) {
            if (static_cast<unsigned char>(c) < 0x20) fail();
            out += c == '\\' ? escape() : std::string(1, c);
        }
        return out;
    }
    std::string escape() {
        constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
        char const c = next();
        if (auto const at = letters.find(c); at != letters.npos) return std::string(1, meant[at]);
        if (c != 'u') fail();
        unsigned code = 0;
        for (int i = 0; i < 4; ++i)
            code = code * 16 + static_cast<unsigned>(std::stoi(std::string(1, next()), nullptr, 16));
        if (code < 0x80) return std::string(1, static_cast<char>(code));
        if (code < 0x800 || (code >= 0xd800 && code < 0xe000)) fail();   // surrogates are not supported
        return {static_cast<char>(0xe0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 0x3f)),
                static_cast<char>(0x80 | (code & 0x3f))};
    }

    std::string_view rest_;
};

}   // namespace testing
