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
    htk,         ///< HMM Tool Kit; a writer: sample rates whose period is a whole number of 100 ns
    ircam,       ///< Berkeley/IRCAM/CARL
    mat4,        ///< GNU Octave 2.0 and Matlab 4.2
    mat5,        ///< GNU Octave 2.1 and Matlab 5.0
    mpc2k,       ///< Akai MPC 2000; up to 65,535 Hz
    nist,        ///< NIST SPHERE
    paf,         ///< Ensoniq PARIS; a writer: not with 24 bits
    pvf,         ///< Portable Voice Format
    sds,         ///< MIDI Sample Dump Standard; a reader only, which may lose samples of the last block
    svx,         ///< Amiga IFF 8SVX and 16SV; up to 65,535 Hz
    voc,    ///< Creative Labs VOC; a writer: with 8-bit PCM, sample rates of 1,000,000 Hz divided by a whole number
    wve,    ///< Psion Series 3; 8000 Hz
    xi,     ///< Fasttracker 2 Extended Instrument; 44,100 Hz
    other   ///< from a reader: a container without a name here; file_info::container_name names it
};

}   // namespace symphonic
#endif
