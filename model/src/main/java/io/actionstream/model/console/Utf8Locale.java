package io.actionstream.model.console;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a process a locale in which Java reads names and options outside ASCII. In {@code POSIX}, which cron, ssh and
 * containers often have, it reads replacement characters in their place and refuses to open such files, and that is
 * settled before a line of Java runs. The launchers set such a locale; this is for programs that {@code java} starts, and for
 * locales that are not installed.
 */
public final class Utf8Locale {
    private static final String VARIABLE = "LC_ALL";
    private static final String LOCALE = "C.UTF-8";

    private Utf8Locale() {}

    /**
     * Starts the program of this process anew in {@code C.UTF-8}, as the same process with the same command line, when its
     * locale knows only ASCII; then it does not return. For the beginning of {@code main}, which must be the JVM's own.
     */
    public static void ensure() {
        if (Platform.isLinux()
                && isAscii(System.getProperty("sun.jnu.encoding"))
                && !LOCALE.equals(System.getenv(VARIABLE))) {
            try {
                restart();
            } catch (IOException | LinkageError e) {
                // ASCII names work all the same, and others are told of where they are met
            }
        }
    }

    private static boolean isAscii(String encoding) {
        return Charset.forName(encoding).equals(StandardCharsets.US_ASCII);
    }

    /** By execve(2); Java has no bytes of the command line that it could not decode, Linux has. */
    private static void restart() throws IOException {
        byte[] commandLine = Files.readAllBytes(Path.of("/proc/self/cmdline"));
        List<Pointer> arguments = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < commandLine.length; i++) {
            if (commandLine[i] == 0) {
                Memory argument = new Memory(i + 1L - start);
                argument.write(0, commandLine, start, i + 1 - start);
                arguments.add(argument);
                start = i + 1;
            }
        }
        NativeLibrary c = NativeLibrary.getInstance("c");
        c.getFunction("setenv").invokeInt(new Object[] {VARIABLE, LOCALE, 1});
        c.getFunction("execv").invokeInt(new Object[] {"/proc/self/exe", arguments.toArray(Pointer[]::new)});
    }
}
