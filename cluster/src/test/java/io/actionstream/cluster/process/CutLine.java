package io.actionstream.cluster.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A line to a port of this machine that can be cut. While it is cut, connections stay open and can even be made, but no
 * byte passes: as when packets are lost, nobody is told.
 */
public final class CutLine implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private boolean cut;

    private CutLine(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
    }

    /** Opens a line, whether somebody listens at its end or not. */
    static CutLine to(int target) throws IOException {
        CutLine line = new CutLine(new ServerSocket(0, 100, InetAddress.getByName(Ports.HOST)), target);
        line.inBackground(line::accept);
        return line;
    }

    /** Where it begins. */
    int port() {
        return entrance.getLocalPort();
    }

    /** Cuts it, and mends it after a while. */
    public void cutFor(Duration time) throws InterruptedException {
        cut(true);
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
        cut(false);
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut(false);
        sockets.forEach(CutLine::closeQuietly);
    }

    private synchronized void cut(boolean now) {
        cut = now;
        notifyAll();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                sockets.add(near);
                inBackground(() -> connect(near));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket near) {
        try {
            awaitMended();
            Socket far = new Socket(Ports.HOST, target);
            sockets.add(far);
            inBackground(() -> pump(far, near));
            pump(near, far);
        } catch (IOException | InterruptedException e) {
            hangUp(near); // nobody listens there
        }
    }

    private void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitMended();
                out.write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // One end has gone, and the other is told below.
        } finally {
            hangUp(from);
            hangUp(to);
        }
    }

    private synchronized void awaitMended() throws InterruptedException {
        while (cut) {
            wait();
        }
    }

    private void hangUp(Socket socket) {
        sockets.remove(socket);
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void inBackground(Runnable task) {
        Thread thread = new Thread(task, "line to " + target);
        thread.setDaemon(true);
        thread.start();
    }
}
