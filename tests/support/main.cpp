// SPDX-License-Identifier: MIT
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif
int main(int argc, char** argv) { return Catch::Session().run(argc, argv); }

// libsndfile 1.2 forgets what its Ogg decoders and encoders hold when a file turns out to be none.
extern "C" char const* __lsan_default_suppressions() { return "leak:libvorbis\nleak:libogg\n"; }
