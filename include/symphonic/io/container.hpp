// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_CONTAINER_HPP
#define SYMPHONIC_IO_CONTAINER_HPP

namespace symphonic {

/// The format of an audio file as a whole.
enum class container {
    automatic,   ///< for a writer: chosen by the extension of the path
    wav,         ///< Microsoft WAV (RIFF), up to 4 GiB
    wavex,       ///< WAV with the WAVE_FORMAT_EXTENSIBLE header
    rf64,        ///< RF64: WAV with 64-bit sizes
    w64,         ///< Sony Wave64
    aiff,        ///< Apple AIFF and AIFF-C
    au,          ///< Sun and NeXT AU
    caf,         ///< Apple Core Audio Format
    flac,        ///< FLAC
    ogg,         ///< Ogg with Vorbis, Opus or FLAC
    mpeg,        ///< MPEG audio (MP3)
    raw,         ///< samples without a header
    avr,         ///< Audio Visual Research
    htk,         ///< HMM Tool Kit
    ircam,       ///< Berkeley/IRCAM/CARL
    mat4,        ///< GNU Octave 2.0 and Matlab 4.2
    mat5,        ///< GNU Octave 2.1 and Matlab 5.0
    mpc2k,       ///< Akai MPC 2000
    nist,        ///< NIST SPHERE
    paf,         ///< Ensoniq PARIS
    pvf,         ///< Portable Voice Format
    sds,         ///< MIDI Sample Dump Standard
    svx,         ///< Amiga IFF 8SVX and 16SV
    voc,         ///< Creative Labs VOC
    wve,         ///< Psion Series 3
    xi,          ///< Fasttracker 2 Extended Instrument
    other        ///< from a reader: a container without a name here; file_info::container_name names it
};

}   // namespace symphonic
#endif
