// SPDX-License-Identifier: MIT
#ifndef SYMPHONIC_IO_ENCODING_HPP
#define SYMPHONIC_IO_ENCODING_HPP

namespace symphonic {

/// How samples are encoded in a file. FLAC, which is lossless, has the PCM encodings of its sample size.
///
/// Encodings in blocks fill up the last block: up to a block less one sample frame more are read than were written.
/// Only AIFF stores the number of sample frames of GSM 6.10.
enum class encoding {
    automatic,      ///< for a writer: the usual encoding of the container
    pcm8,           ///< 8-bit integers. A writer chooses the sign that the container prescribes; raw and AIFF: signed
    pcm16,          ///< 16-bit integers
    pcm24,          ///< 24-bit integers
    pcm32,          ///< 32-bit integers
    float32,        ///< 32-bit floating point
    float64,        ///< 64-bit floating point
    alaw,           ///< G.711 A-law
    ulaw,           ///< G.711 mu-law
    vorbis,         ///< Vorbis
    opus,           ///< Opus
    mp3,            ///< MPEG layer III
    alac16,         ///< Apple Lossless, 16 bits
    alac20,         ///< Apple Lossless, 20 bits; a writer: 1 channel
    alac24,         ///< Apple Lossless, 24 bits; a writer: 1 channel
    alac32,         ///< Apple Lossless, 32 bits; a reader only
    ima_adpcm,      ///< IMA ADPCM; blocks of 505 to 4089 sample frames by the sample rate, of 64 in AIFF
    ms_adpcm,       ///< Microsoft ADPCM; blocks of 500 to 4084 sample frames by the sample rate
    vox_adpcm,      ///< OKI (Dialogic) ADPCM
    nms_adpcm_16,   ///< NMS ADPCM, 16 kbit/s; blocks of 160 sample frames
    nms_adpcm_24,   ///< NMS ADPCM, 24 kbit/s; blocks of 160 sample frames
    nms_adpcm_32,   ///< NMS ADPCM, 32 kbit/s; blocks of 160 sample frames
    /// G.721 ADPCM, 32 kbit/s; blocks of 120 sample frames. libsndfile decodes loud samples with the wrong sign: keep
    /// peaks below 0.6, for example with views::gain.
    g721_32,
    g723_24,   ///< G.723 ADPCM, 24 kbit/s; blocks and peaks as g721_32
    g723_40,   ///< G.723 ADPCM, 40 kbit/s; blocks and peaks as g721_32
    gsm610,    ///< GSM 6.10; blocks of 160 to 640 sample frames
    dwvw_12,   ///< delta with variable word width, 12 bits; a writer: AIFF only
    dwvw_16,   ///< delta with variable word width, 16 bits; a writer: AIFF only
    dwvw_24,   ///< delta with variable word width, 24 bits; a writer: AIFF only
    dpcm_8,    ///< differential PCM, 8 bits
    dpcm_16,   ///< differential PCM, 16 bits
    pcm_u8,    ///< for a writer and raw_format: unsigned 8-bit integers. A reader reports pcm8 for both signs
    other      ///< from a reader: an encoding without a name here; file_info::encoding_name names it
};

}   // namespace symphonic
#endif
