package io.actionstream.page.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of access to the page.
 *
 * @param bind the address of this machine at which it is served
 * @param port 0 for any that is free
 * @param hostNames names by which browsers may call it, beside {@code localhost} and addresses in numbers
 * @param password empty for none, which is possible for a loopback address only
 * @param keystore what TLS is served with; empty for none
 */
public record Access(
        InetAddress bind, int port, Set<String> hostNames, Optional<String> password, Optional<Keystore> keystore) {

    /** The shortest password, in characters. */
    public static final int SHORTEST_PASSWORD = 12;

    /** A file of a key and its certificate, PKCS #12 or JKS. */
    public record Keystore(Path file, String password) {
        @Override
        public String toString() {
            return "Keystore[" + file + "]";
        }
    }

    public Access {
        hostNames = Set.copyOf(hostNames);
        if (password.isEmpty() && !bind.isLoopbackAddress()) {
            throw new IllegalArgumentException("an address that others reach needs a password");
        }
        if (password.isPresent() && password.get().length() < SHORTEST_PASSWORD) {
            throw new IllegalArgumentException("a password has at least " + SHORTEST_PASSWORD + " characters");
        }
    }

    /** At 127.0.0.1, without a password. */
    public static Access local(int port) {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return new Access(loopback, port, Set.of(), Optional.empty(), Optional.empty());
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    /** Tells whether the page is reached by TLS. */
    public boolean secure() {
        return keystore.isPresent();
    }

    @Override
    public String toString() {
        return "Access[" + bind + ":" + port + "]"; // without the password
    }
}
