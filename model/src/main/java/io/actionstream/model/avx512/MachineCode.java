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
    private final long[] pieces; // where each one's calls start, and at last where they end
    private final Function caller;

    /**
     * Compiles lists of calls.
     *
     * @throws IllegalStateException when the system does not allow executable memory
     */
    MachineCode(List<List<Call>> lists) {
        Assembler asm = new Assembler();
        int start = new Caller().emit(asm);
        Map<Kernel, Integer> entries = new HashMap<>();
        lists.stream()
                .flatMap(List::stream)
                .map(Call::kernel)
                .forEach(kernel -> entries.computeIfAbsent(kernel, missing -> missing.emit(asm)));
        code = executable(asm.bytes());
        caller = Function.getFunction(code.pointer().share(start));
        calls = new NativeBlock(lists.stream().mapToLong(List::size).sum() * CALL_BYTES);
        pieces = new long[lists.size() + 1];
        long at = 0;
        for (int i = 0; i < lists.size(); i++) {
            for (Call call : lists.get(i)) {
                write(at, call, code.address() + entries.get(call.kernel()));
                at += CALL_BYTES;
            }
            pieces[i + 1] = at;
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
        try {
            new MachineCode(List.of()).close();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void write(long at, Call call, long address) {
        long[] words = new long[Caller.WORDS];
        words[0] = address;
        for (int i = 0; i < call.arguments().size(); i++) {
            Place place = call.arguments().get(i);
            if (place.bytes() >>> Integer.SIZE != 0) {
                throw new IllegalStateException("an offset of " + place.bytes() + " bytes is too large");
            }
            words[1 + i] = place.bytes() << Integer.SIZE | (long) place.base().ordinal() * Long.BYTES;
        }
        calls.pointer().write(at, words, 0, words.length);
    }

    /** Makes the calls of a list. */
    void run(int piece, long bases) {
        long from = pieces[piece];
        long number = (pieces[piece + 1] - from) / CALL_BYTES;
        caller.invokeVoid(new Object[] {bases, calls.address() + from, number});
    }

    @Override
    public void close() {
        code.close();
        calls.close();
    }
}
