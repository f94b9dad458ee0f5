package io.actionstream.model.avx512;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The expected bytes are those of the GNU assembler. */
class AssemblerTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("instructions")
    void shouldEncodeAsTheManualHasIt(String instruction, String hex, Consumer<Assembler> emit) {
        Assembler asm = new Assembler();
        emit.accept(asm);
        assertThat(HexFormat.ofDelimiter(" ").formatHex(asm.bytes())).isEqualTo(hex);
    }

    static Stream<Arguments> instructions() {
        return Stream.of(
                instruction("vaddps zmm1, zmm2, zmm3", "62 f1 6c 48 58 cb", asm -> asm.emit(Op.VADDPS, 1, 2, 3)),
                instruction("vaddps zmm17, zmm18, zmm31", "62 81 6c 40 58 cf", asm -> asm.emit(Op.VADDPS, 17, 18, 31)),
                instruction("vmovups zmm8, [rdi]", "62 71 7c 48 10 07", asm -> asm.load(8, Gpr.RDI.at(0))),
                instruction("vmovups zmm30, [r13+64]", "62 41 7c 48 10 75 01", asm -> asm.load(30, Gpr.R13.at(64))),
                instruction("vmovups [rsp+128], zmm9", "62 71 7c 48 11 4c 24 02", asm -> asm.store(Gpr.RSP.at(128), 9)),
                instruction(
                        "vmovups [r12+100], zmm25",
                        "62 41 7c 48 11 8c 24 64 00 00 00",
                        asm -> asm.store(Gpr.R12.at(100), 25)),
                instruction("prefetcht0 [rbp+72]", "0f 18 4d 48", asm -> asm.prefetch(Gpr.RBP.at(72))),
                instruction(
                        "prefetchw [r11+512]", "41 0f 0d 8b 00 02 00 00", asm -> asm.prefetchToWrite(Gpr.R11.at(512))),
                instruction("vmovups zmm1, zmm29", "62 91 7c 48 10 cd", asm -> asm.emit(Op.VMOVUPS, 1, 29)),
                instruction(
                        "vfmadd231ps zmm4, zmm28, [rax+508]{1to16}",
                        "62 f2 1d 50 b8 60 7f",
                        asm -> asm.emit(Op.VFMADD231PS, 4, 28, Gpr.RAX.everyLane(508))),
                instruction(
                        "vfmadd231ps zmm4, zmm28, [rbp+512]{1to16}",
                        "62 f2 1d 50 b8 a5 00 02 00 00",
                        asm -> asm.emit(Op.VFMADD231PS, 4, 28, Gpr.RBP.everyLane(512))),
                instruction(
                        "vbroadcastss zmm24, [rbp]",
                        "62 62 7d 48 18 45 00",
                        asm -> asm.emit(Op.VBROADCASTSS, 24, Gpr.RBP.at(0))),
                instruction(
                        "vpdpwssd zmm27, zmm31, [rax+6]{1to16}",
                        "62 62 05 50 52 98 06 00 00 00",
                        asm -> asm.emit(Op.VPDPWSSD, 27, 31, Gpr.RAX.everyLane(6))),
                instruction(
                        "vpaddd zmm17, zmm3, [r8+64]",
                        "62 c1 65 48 fe 48 01",
                        asm -> asm.emit(Op.VPADDD, 17, 3, Gpr.R8.at(64))),
                instruction(
                        "vpmovzxbw zmm0, [r9+32]",
                        "62 d2 7d 48 30 41 01",
                        asm -> asm.emit(Op.VPMOVZXBW, 0, Gpr.R9.at(32))),
                instruction(
                        "vpmovsxwd zmm1, [rdi+32]",
                        "62 f2 7d 48 23 4f 01",
                        asm -> asm.emit(Op.VPMOVSXWD, 1, Gpr.RDI.at(32))),
                instruction(
                        "vshuff32x4 zmm16, zmm1, zmm2, 0x88",
                        "62 e3 75 48 23 c2 88",
                        asm -> asm.emit(Op.VSHUFF32X4, 16, 1, 2, 0x88)),
                instruction(
                        "vunpcklpd zmm20, zmm1, zmm17", "62 a1 f5 48 14 e1", asm -> asm.emit(Op.VUNPCKLPD, 20, 1, 17)),
                instruction("vpsllw zmm3, zmm17, 7", "62 b1 65 48 71 f1 07", asm -> asm.shift(Op.VPSLLW, 3, 17, 7)),
                instruction("vpermi2w zmm2, zmm3, zmm17", "62 b2 e5 48 75 d1", asm -> asm.emit(Op.VPERMI2W, 2, 3, 17)),
                instruction("vpaddw zmm3, zmm3, zmm0", "62 f1 65 48 fd d8", asm -> asm.emit(Op.VPADDW, 3, 3, 0)),
                instruction("vpsubw zmm3, zmm3, zmm0", "62 f1 65 48 f9 d8", asm -> asm.emit(Op.VPSUBW, 3, 3, 0)),
                instruction(
                        "vextracti64x4 [r10+64], zmm3, 0",
                        "62 d3 fd 48 3b 5a 02 00",
                        asm -> asm.emit(Op.VEXTRACTI64X4, 3, Gpr.R10.at(64), 0)),
                instruction("vsqrtps zmm1, zmm2", "62 f1 7c 48 51 ca", asm -> asm.emit(Op.VSQRTPS, 1, 2)),
                instruction("vcvtdq2ps zmm3, zmm19", "62 b1 7c 48 5b db", asm -> asm.emit(Op.VCVTDQ2PS, 3, 19)),
                instruction("vpxord zmm31, zmm31, zmm31", "62 01 05 40 ef ff", asm -> asm.clear(31)),
                instruction("mov r13, rdi", "49 89 fd", asm -> asm.move(Gpr.R13, Gpr.RDI)),
                instruction("mov r14, 7", "49 c7 c6 07 00 00 00", asm -> asm.move(Gpr.R14, 7)),
                instruction("mov rax, [rbx+8]", "48 8b 43 08", asm -> asm.load(Gpr.RAX, Gpr.RBX.at(8))),
                instruction("mov r9d, [rbx+300]", "44 8b 8b 2c 01 00 00", asm -> asm.loadInt(Gpr.R9, Gpr.RBX.at(300))),
                instruction("mov edx, [r13+4]", "41 8b 55 04", asm -> asm.loadInt(Gpr.RDX, Gpr.R13.at(4))),
                instruction("add rdi, [rbx+16]", "48 03 7b 10", asm -> asm.add(Gpr.RDI, Gpr.RBX.at(16))),
                instruction("add r10, 1792", "49 81 c2 00 07 00 00", asm -> asm.add(Gpr.R10, 1792)),
                instruction("lea r11, [rdx-64]", "4c 8d 5a c0", asm -> asm.lea(Gpr.R11, Gpr.RDX.at(-64))),
                instruction("ret", "c3", Assembler::ret),
                instruction("vzeroupper", "c5 f8 77", Assembler::vzeroupper));
    }

    private static Arguments instruction(String text, String hex, Consumer<Assembler> emit) {
        return arguments(text, hex, emit);
    }

    @Test
    void shouldJumpBackToTheStartOfALoop() {
        Assembler asm = new Assembler();
        asm.repeat(Gpr.R10, 3, asm::ret);
        // mov r10, 3; the body; dec r10; jnz to the body, 10 bytes before the next instruction
        assertThat(HexFormat.of().formatHex(asm.bytes()))
                .isEqualTo("49c7c203000000" + "c3" + "49ffca" + "0f85f6ffffff");
    }

    @Test
    void shouldWriteNoLoopForWhatHappensOnceAndNothingForWhatNeverDoes() {
        Assembler asm = new Assembler();
        asm.repeat(Gpr.R10, 1, asm::ret);
        asm.repeat(Gpr.R10, 0, asm::ret);
        assertThat(asm.bytes()).containsExactly(0xC3);
    }

    @Test
    void shouldStartFunctionsAtCacheLines() {
        Assembler asm = new Assembler();
        asm.ret();
        assertThat(asm.entry()).isEqualTo(64);
    }
}
