package io.actionstream.cluster.process;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What a Java process holds once its garbage is collected.
 *
 * @param heapBytes what is alive on its heap
 * @param residentBytes its memory, as the system counts it
 * @param userClassLoaders class loaders of Flink jobs, those of ended jobs that something still refers to among them
 */
public record ProcessMemory(long heapBytes, long residentBytes, long userClassLoaders) {

    private static final String USER_CLASS_LOADER = "org.apache.flink.util.ChildFirstClassLoader";
    private static final String[] NO_ARGUMENTS = {};

    /** Collects the garbage of a process on this machine, which must be Linux. */
    public static ProcessMemory of(long pid) throws IOException, JMException, AttachNotSupportedException {
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(managementAddress(pid)))) {
            MBeanServerConnection process = connector.getMBeanServerConnection();
            command(process, "gcRun");
            long heap = heapBytes(process);
            String classLoaders = command(process, "vmClassloaderStats", (Object) NO_ARGUMENTS);
            return new ProcessMemory(
                    heap,
                    residentBytes(pid),
                    classLoaders
                            .lines()
                            .filter(line -> line.endsWith(USER_CLASS_LOADER))
                            .count());
        }
    }

    public double mebibytes() {
        return residentBytes / (double) (1 << 20);
    }

    public double heapMebibytes() {
        return heapBytes / (double) (1 << 20);
    }

    private static String managementAddress(long pid) throws IOException, AttachNotSupportedException {
        VirtualMachine process = VirtualMachine.attach(String.valueOf(pid));
        try {
            return process.startLocalManagementAgent();
        } finally {
            process.detach();
        }
    }

    /** What {@code jcmd} does, without a process of its own. */
    private static String command(MBeanServerConnection process, String name, Object... arguments)
            throws IOException, JMException {
        String[] signature = arguments.length == 0 ? NO_ARGUMENTS : new String[] {String[].class.getName()};
        ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
        return (String) process.invoke(commands, name, arguments, signature);
    }

    private static long heapBytes(MBeanServerConnection process) throws IOException {
        return ManagementFactory.getPlatformMXBean(process, MemoryMXBean.class)
                .getHeapMemoryUsage()
                .getUsed();
    }

    private static long residentBytes(long pid) throws IOException {
        String line = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(status -> status.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }
}
