package io.actionstream.model.avx512;

/**
 * Instructions on vectors of 512 bits: sixteen float32 or int32 lanes, or 32 int16. Named and encoded as in Intel's
 * "Software Developer's Manual", volume 2.
 */
enum Op {
    VADDPS(Op.M0F, Op.NONE, 0, 0x58),
    VSUBPS(Op.M0F, Op.NONE, 0, 0x5C),
    VMULPS(Op.M0F, Op.NONE, 0, 0x59),
    VDIVPS(Op.M0F, Op.NONE, 0, 0x5E),
    VMAXPS(Op.M0F, Op.NONE, 0, 0x5F),
    VSQRTPS(Op.M0F, Op.NONE, 0, 0x51),
    /** dst = x * y + dst. */
    VFMADD231PS(Op.M0F38, Op.P66, 0, 0xB8),
    /** dst = dst - x * y. */
    VFNMADD231PS(Op.M0F38, Op.P66, 0, 0xBC),
    /** dst = x * dst + y. */
    VFMADD213PS(Op.M0F38, Op.P66, 0, 0xA8),
    VPXORD(Op.M0F, Op.P66, 0, 0xEF),
    VPADDD(Op.M0F, Op.P66, 0, 0xFE),
    /** dst += x[2i] * y[2i] + x[2i + 1] * y[2i + 1], int16 to int32. */
    VPDPWSSD(Op.M0F38, Op.P66, 0, 0x52),
    /** dst += x[2i] * y[2i] + x[2i + 1] * y[2i + 1], bfloat16 to float32. */
    VDPBF16PS(Op.M0F38, Op.F3, 0, 0x52),
    /** Float32 to bfloat16, in the lower half of dst. */
    VCVTNEPS2BF16(Op.M0F38, Op.F3, 0, 0x72),
    VCVTDQ2PS(Op.M0F, Op.NONE, 0, 0x5B),
    VUNPCKLPS(Op.M0F, Op.NONE, 0, 0x14),
    VUNPCKHPS(Op.M0F, Op.NONE, 0, 0x15),
    VUNPCKLPD(Op.M0F, Op.P66, 1, 0x14),
    VUNPCKHPD(Op.M0F, Op.P66, 1, 0x15),
    VSHUFF32X4(Op.M0F3A, Op.P66, 0, 0x23),
    VMOVUPS(Op.M0F, Op.NONE, 0, 0x10),
    /** Its first operand is the source. */
    VMOVUPS_STORE(Op.M0F, Op.NONE, 0, 0x11),
    VBROADCASTSS(Op.M0F38, Op.P66, 0, 0x18, 4),
    /** 32 bytes of memory, 16 int16, to 16 int32. */
    VPMOVSXWD(Op.M0F38, Op.P66, 0, 0x23, 32),
    /** A mask whose bits are set where x and y have bits in common. */
    VPTESTMD(Op.M0F38, Op.P66, 0, 0x27),
    /** 32 bytes of memory to 32 int16. */
    VPMOVZXBW(Op.M0F38, Op.P66, 0, 0x30, 32),
    VPADDW(Op.M0F, Op.P66, 0, 0xFD),
    VPSUBW(Op.M0F, Op.P66, 0, 0xF9),
    VPSLLW(Op.M0F, Op.P66, 0, 0x71),
    /** The int16 of x, then y, that the indexes dst name. */
    VPERMI2W(Op.M0F38, Op.P66, 1, 0x75),
    /** Half a vector to memory; its first operand is the source. */
    VEXTRACTI64X4(Op.M0F3A, Op.P66, 1, 0x3B, 32);

    private static final int M0F = 1;
    private static final int M0F38 = 2;
    private static final int M0F3A = 3;
    private static final int NONE = 0;
    private static final int P66 = 1;
    private static final int F3 = 2;

    final int map;
    final int prefix;
    final int wide;
    final int code;
    final int memoryBytes;

    Op(int map, int prefix, int wide, int code) {
        this(map, prefix, wide, code, Assembler.VECTOR_BYTES);
    }

    Op(int map, int prefix, int wide, int code, int memoryBytes) {
        this.map = map;
        this.prefix = prefix;
        this.wide = wide;
        this.code = code;
        this.memoryBytes = memoryBytes;
    }
}
