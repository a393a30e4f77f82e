// SPDX-License-Identifier: MIT
#include "spectrogram.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <stdexcept>

#include <cairo.h>

namespace {

using rgb = std::array<double, 3>;

/// Returns the colour of x in 0 .. 1: dark blue, violet, orange, pale yellow, with evenly increasing lightness. Interpolates in
/// the colour space Oklab (B. Ottosson, 2020).
rgb colour(double x) {
    struct lab {
        double l, a, b;
    };
    static constexpr std::array<lab, 6> anchors{{{0.13, 0.000, -0.020},
                                                 {0.30, 0.050, -0.120},
                                                 {0.48, 0.150, -0.040},
                                                 {0.65, 0.150, 0.100},
                                                 {0.81, 0.040, 0.150},
                                                 {0.97, -0.020, 0.070}}};
    auto const position = (x >= 0 ? std::min(x, 1.0) : 0) * (anchors.size() - 1);   // NaN is drawn as 0
    auto const i = std::min(static_cast<std::size_t>(position), anchors.size() - 2);
    auto const t = position - static_cast<double>(i);
    auto const mix = [t](double from, double to) { return from + t * (to - from); };
    auto const L = mix(anchors[i].l, anchors[i + 1].l), A = mix(anchors[i].a, anchors[i + 1].a),
               B = mix(anchors[i].b, anchors[i + 1].b);
    auto const cube = [](double v) { return v * v * v; };
    auto const l = cube(L + 0.3963377774 * A + 0.2158037573 * B), m = cube(L - 0.1055613458 * A - 0.0638541728 * B),
               s = cube(L - 0.0894841775 * A - 1.2914855480 * B);
    auto const gamma = [](double v) {
        v = std::clamp(v, 0.0, 1.0);
        return v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
    };
    return {gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)};
}

constexpr int plot_width = 1080, plot_height = static_cast<int>(spectrogram_panel::rows);
constexpr int margin_left = 78, margin_right = 112, margin_top = 44, margin_bottom = 54, edge = 12;
constexpr double range_db = 80;

struct cairo_deleter {
    void operator()(cairo_t* c) const noexcept { cairo_destroy(c); }
    void operator()(cairo_surface_t* s) const noexcept { cairo_surface_destroy(s); }
};
using canvas = std::unique_ptr<cairo_t, cairo_deleter>;
using surface = std::unique_ptr<cairo_surface_t, cairo_deleter>;

enum class align { left, centre, right };

/// Draws text with its left end, centre or right end at (x, y).
void draw_text(cairo_t* c, double x, double y, const std::string& label, align alignment = align::left) {
    cairo_text_extents_t size;
    cairo_text_extents(c, label.c_str(), &size);
    auto const shift = alignment == align::left ? 0 : alignment == align::centre ? size.x_advance / 2 : size.x_advance;
    cairo_move_to(c, x - shift, y);
    cairo_show_text(c, label.c_str());
}
void draw_line(cairo_t* c, double x0, double y0, double x1, double y1) {
    cairo_move_to(c, x0, y0);
    cairo_line_to(c, x1, y1);
    cairo_stroke(c);
}
void set_grey(cairo_t* c, double grey, double alpha = 1) { cairo_set_source_rgba(c, grey, grey, grey * 1.02, alpha); }
void set_font(cairo_t* c, double size, cairo_font_weight_t weight = CAIRO_FONT_WEIGHT_NORMAL) {
    cairo_select_font_face(c, "sans-serif", CAIRO_FONT_SLANT_NORMAL, weight);
    cairo_set_font_size(c, size);
}

/// Returns a time as seconds, minutes:seconds or hours:minutes:seconds.
std::string clock_time(double seconds, double step) {
    auto const whole = static_cast<long long>(seconds + 1e-9);
    char out[48];
    if (step < 1) std::snprintf(out, sizeof out, "%.*f s", step < 0.01 ? 3 : step < 0.1 ? 2 : 1, seconds);
    else if (whole >= 3600)
        std::snprintf(out, sizeof out, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
    else if (whole >= 60) std::snprintf(out, sizeof out, "%lld:%02lld", whole / 60, whole % 60);
    else std::snprintf(out, sizeof out, "%lld s", whole);
    return out;
}

/// Returns the smallest usual step, in seconds, that gives at most twelve ticks.
double time_step(double duration) {
    for (double const step : {0.001, 0.002, 0.005, 0.01, 0.02,  0.05,  0.1,   0.2,   0.5,    1.0,    2.0,   5.0,
                              10.0,  15.0,  30.0,  60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0})
        if (duration / step <= 12) return step;
    return std::ceil(duration / 12 / 3600) * 3600;
}

void draw_image(cairo_t* c, const spectrogram_panel& panel, double top_db) {
    surface const image{cairo_image_surface_create(CAIRO_FORMAT_RGB24, plot_width, plot_height)};
    auto* const pixels = cairo_image_surface_get_data(image.get());
    auto const stride = cairo_image_surface_get_stride(image.get());
    for (int x = 0; x < plot_width; ++x) {
        auto const from = panel.duration() * x / plot_width, to = panel.duration() * (x + 1) / plot_width;
        for (int y = 0; y < plot_height; ++y) {
            auto const row = static_cast<std::size_t>(plot_height - 1 - y);
            auto const level = panel.level(from, to, row);
            auto const [r, g, b] = colour((level - top_db + range_db) / range_db);
            auto const byte = [](double v) { return static_cast<std::uint32_t>(v * 255 + 0.5); };
            reinterpret_cast<std::uint32_t*>(pixels + y * stride)[x] = byte(r) << 16 | byte(g) << 8 | byte(b);
        }
    }
    cairo_surface_mark_dirty(image.get());
    cairo_set_source_surface(c, image.get(), margin_left, margin_top);
    cairo_paint(c);
}

void draw_frequency_axis(cairo_t* c, const spectrogram_panel& panel) {
    auto last = std::numeric_limits<double>::infinity();
    for (double const hz : {0.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 3000.0, 5000.0, 7000.0, 10000.0, 15000.0, 20000.0,
                            30000.0, 40000.0, 60000.0, 90000.0}) {
        if (hz > panel.nyquist()) break;
        auto const y = margin_top + plot_height * (1 - mel(hz) / mel(panel.nyquist()));
        if (last - y < 15) continue;
        last = y;
        set_grey(c, 0.75);
        draw_line(c, margin_left - 5, y, margin_left, y);
        if (hz > 0) {
            set_grey(c, 1, 0.10);
            draw_line(c, margin_left, y, margin_left + plot_width, y);
        }
        set_grey(c, 0.75);
        char label[32];
        if (hz >= 1000) std::snprintf(label, sizeof label, "%.0f kHz", hz / 1000);
        else std::snprintf(label, sizeof label, "%.0f Hz", hz);
        draw_text(c, margin_left - 9, y + 4, label, align::right);
    }
}

void draw_time_axis(cairo_t* c, const spectrogram_panel& panel) {
    auto const step = time_step(panel.duration());
    for (int i = 0; panel.duration() > 0 && i * step <= panel.duration(); ++i) {
        auto const x = margin_left + plot_width * (i * step) / panel.duration();
        set_grey(c, 0.75);
        draw_line(c, x, margin_top + plot_height, x, margin_top + plot_height + 5);
        draw_text(c, x, margin_top + plot_height + 20, clock_time(i * step, step), align::centre);
    }
}

void draw_colour_bar(cairo_t* c, double top_db) {
    auto const x = margin_left + plot_width + 22;
    for (int y = 0; y < plot_height; ++y) {
        auto const [r, g, b] = colour(1 - (y + 0.5) / plot_height);
        cairo_set_source_rgb(c, r, g, b);
        cairo_rectangle(c, x, margin_top + y, 14, 1);
        cairo_fill(c);
    }
    set_grey(c, 0.75);
    for (double db = 0; db <= range_db; db += 20) {
        auto const y = margin_top + plot_height * db / range_db;
        draw_line(c, x + 14, y, x + 18, y);
        char label[32];
        std::snprintf(label, sizeof label, "%.0f", top_db - db);
        draw_text(c, x + 23, y + 4, label);
    }
    draw_text(c, x, margin_top - 10, "dBFS");
}

void draw_panel(cairo_t* c, const spectrogram_panel& panel, double top_db) {
    set_grey(c, 0.95);
    set_font(c, 15, CAIRO_FONT_WEIGHT_BOLD);
    draw_text(c, margin_left, margin_top - 14, panel.title());
    set_font(c, 11.5);
    draw_image(c, panel, top_db);
    draw_frequency_axis(c, panel);
    draw_time_axis(c, panel);
    draw_colour_bar(c, top_db);
}

}   // namespace

void draw_png(const std::string& path, const std::vector<spectrogram_panel>& panels) {
    constexpr int panel_height = margin_top + plot_height + margin_bottom;
    surface const page{cairo_image_surface_create(CAIRO_FORMAT_RGB24, margin_left + plot_width + margin_right,
                                                  static_cast<int>(panels.size()) * panel_height + edge)};
    canvas const c{cairo_create(page.get())};
    cairo_set_source_rgb(c.get(), 0.066, 0.070, 0.086);
    cairo_paint(c.get());
    cairo_set_line_width(c.get(), 1);

    auto top_db = -200.0;   // one scale for all panels
    for (auto const& panel : panels) top_db = std::max(top_db, panel.loudest());
    top_db = std::isfinite(top_db) ? std::ceil(top_db / 10) * 10 + 0.0 : 0;   // + 0.0: no -0
    cairo_translate(c.get(), 0, edge);
    for (auto const& panel : panels) {
        draw_panel(c.get(), panel, top_db);
        cairo_translate(c.get(), 0, panel_height);
    }
    auto status = cairo_status(c.get());
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_write_to_png(page.get(), path.c_str());
    if (status != CAIRO_STATUS_SUCCESS)
        throw std::runtime_error("cannot write " + path + ": " + cairo_status_to_string(status));
}
