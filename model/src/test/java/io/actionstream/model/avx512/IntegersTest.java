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

/** The expected bytes are those of the GNU assembler, with offsets of four bytes. */
class IntegersTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("instructions")
    void shouldEncodeAsTheManualHasIt(String instruction, String hex, Consumer<Integers> emit) {
        Assembler asm = new Assembler();
        emit.accept(new Integers(asm));
        assertThat(HexFormat.ofDelimiter(" ").formatHex(asm.bytes())).isEqualTo(hex);
    }

    static Stream<Arguments> instructions() {
        return Stream.of(
                instruction("or rax, r12", "4c 09 e0", to -> to.or(Gpr.RAX, Gpr.R12)),
                instruction("and r15, r13", "4d 21 ef", to -> to.and(Gpr.R15, Gpr.R13)),
                instruction("sub rcx, r12", "4c 29 e1", to -> to.subtract(Gpr.RCX, Gpr.R12)),
                instruction("or rcx, 200", "48 81 c9 c8 00 00 00", to -> to.or(Gpr.RCX, 200)),
                instruction("and r13, 300", "49 81 e5 2c 01 00 00", to -> to.and(Gpr.R13, 300)),
                instruction("cmp r12, 61440", "49 81 fc 00 f0 00 00", to -> to.compare(Gpr.R12, 61440)),
                instruction("neg r15", "49 f7 df", to -> to.negate(Gpr.R15)),
                instruction("not r13", "49 f7 d5", to -> to.not(Gpr.R13)),
                instruction("shr r14, 54", "49 c1 ee 36", to -> to.shiftRight(Gpr.R14, 54)),
                instruction("shrx r14, rax, r15", "c4 62 83 f7 f0", to -> to.shiftRight(Gpr.R14, Gpr.RAX, Gpr.R15)),
                instruction("shrx r12, r12, rcx", "c4 42 f3 f7 e4", to -> to.shiftRight(Gpr.R12, Gpr.R12, Gpr.RCX)),
                instruction("shlx rax, rax, r12", "c4 e2 99 f7 c0", to -> to.shiftLeft(Gpr.RAX, Gpr.RAX, Gpr.R12)),
                instruction("bzhi r15, rax, r13", "c4 62 90 f5 f8", to -> to.lowest(Gpr.R15, Gpr.RAX, Gpr.R13)),
                instruction("bzhi rdx, r8, rcx", "c4 c2 f0 f5 d0", to -> to.lowest(Gpr.RDX, Gpr.R8, Gpr.RCX)),
                instruction("bswap r12", "49 0f cc", to -> to.reverseBytes(Gpr.R12)),
                instruction("bswap rax", "48 0f c8", to -> to.reverseBytes(Gpr.RAX)),
                instruction(
                        "cmovae r14, r13", "4d 0f 43 f5", to -> to.moveIf(Condition.ABOVE_OR_EQUAL, Gpr.R14, Gpr.R13)),
                instruction("cmova rdx, r8", "49 0f 47 d0", to -> to.moveIf(Condition.ABOVE, Gpr.RDX, Gpr.R8)),
                instruction("cmp rsi, [rdi+72]", "48 3b 77 48", to -> to.compare(Gpr.RSI, Gpr.RDI.at(72))),
                instruction("mov [r13], r14", "4d 89 75 00", to -> to.store(Gpr.R13.at(0), Gpr.R14)),
                instruction("mov [rdi+128], rcx", "48 89 8f 80 00 00 00", to -> to.store(Gpr.RDI.at(128), Gpr.RCX)),
                instruction(
                        "movzx r13, word ptr [rdi+rbp*2+5000]",
                        "4c 0f b7 ac 6f 88 13 00 00",
                        to -> to.loadShort(Gpr.R13, Gpr.RDI, Gpr.RBP, 5000)),
                instruction(
                        "mov r12d, [rbx+r14*4]",
                        "46 8b a4 b3 00 00 00 00",
                        to -> to.loadInt(Gpr.R12, Gpr.RBX, Gpr.R14)),
                instruction(
                        "mov eax, [r13+rdx*4]", "41 8b 84 95 00 00 00 00", to -> to.loadInt(Gpr.RAX, Gpr.R13, Gpr.RDX)),
                instruction(
                        "mov [r10+r12], r14w",
                        "66 47 89 b4 22 00 00 00 00",
                        to -> to.storeShort(Gpr.R10, Gpr.R12, Gpr.R14)),
                instruction(
                        "mov [rbp+r8], ax",
                        "66 42 89 84 05 00 00 00 00",
                        to -> to.storeShort(Gpr.RBP, Gpr.R8, Gpr.RAX)));
    }

    private static Arguments instruction(String text, String hex, Consumer<Integers> emit) {
        return arguments(text, hex, emit);
    }

    @Test
    void shouldJumpBackFromTheEndOfTheInstruction() {
        Assembler asm = new Assembler();
        asm.ret();
        int target = asm.here();
        asm.ret();
        asm.jumpIf(Condition.ABOVE, target);
        // ret; ret; ja to the latter, 7 bytes before the next instruction
        assertThat(HexFormat.of().formatHex(asm.bytes())).isEqualTo("c3" + "c3" + "0f87f9ffffff");
    }
}
