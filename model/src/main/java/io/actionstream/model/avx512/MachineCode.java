package io.actionstream.model.avx512;

import com.sun.jna.Function;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions and the calls of them, in memory. */
final class MachineCode implements AutoCloseable {
    private static final int CALL_BYTES = Caller.WORDS * Long.BYTES;

    private final NativeBlock code;
    private final NativeBlock calls;
    private final long[][] pieces; // by pass: where each piece's calls start, and at last where they end
    private final Function caller;

    /**
     * Compiles passes, which are lists of pieces, which are lists of calls.
     *
     * @throws IllegalStateException when the system does not allow executable memory
     */
    MachineCode(List<List<List<Call>>> passes) {
        Assembler asm = new Assembler();
        int start = new Caller().emit(asm);
        Map<Kernel, Integer> entries = new HashMap<>();
        passes.stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .map(Call::kernel)
                .forEach(kernel -> entries.computeIfAbsent(kernel, missing -> missing.emit(asm)));
        code = executable(asm.bytes());
        caller = Function.getFunction(code.pointer().share(start));
        calls = new NativeBlock(
                passes.stream().flatMap(List::stream).mapToLong(List::size).sum() * CALL_BYTES);
        pieces = new long[passes.size()][];
        long at = 0;
        for (int p = 0; p < pieces.length; p++) {
            List<List<Call>> pass = passes.get(p);
            pieces[p] = new long[pass.size() + 1];
            for (int i = 0; i < pass.size(); i++) {
                pieces[p][i] = at;
                for (Call call : pass.get(i)) {
                    write(at, call, code.address() + entries.get(call.kernel()));
                    at += CALL_BYTES;
                }
            }
            pieces[p][pass.size()] = at;
        }
    }

    private static NativeBlock executable(byte[] bytes) {
        NativeBlock block = new NativeBlock(bytes.length);
        block.pointer().write(0, bytes, 0, bytes.length);
        if (!block.seal()) {
            block.close();
            throw new IllegalStateException("the system does not allow executable memory");
        }
        return block;
    }

    /** Whether the system allows executable memory; some are hardened so that it does not. */
    static boolean isAllowed() {
        try (MachineCode nothing = new MachineCode(List.of())) {
            return nothing.passes() == 0;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void write(long at, Call call, long address) {
        long[] words = new long[Caller.WORDS];
        words[0] = address;
        for (int i = 0; i < call.arguments().size(); i++) {
            Place place = call.arguments().get(i);
            words[1 + 2 * i] = (long) place.base().ordinal() * Long.BYTES;
            words[2 + 2 * i] = place.bytes();
        }
        calls.pointer().write(at, words, 0, words.length);
    }

    int passes() {
        return pieces.length;
    }

    int pieces(int pass) {
        return pieces[pass].length - 1;
    }

    /** Makes the calls of a piece. */
    void run(int pass, int piece, long bases) {
        long from = pieces[pass][piece];
        long number = (pieces[pass][piece + 1] - from) / CALL_BYTES;
        caller.invokeVoid(new Object[] {bases, calls.address() + from, number});
    }

    @Override
    public void close() {
        code.close();
        calls.close();
    }
}
