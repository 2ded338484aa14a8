package io.github.steadwork.notify.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An SMTP server that answers what it is told to, and can change to TLS, which GreenMail cannot. One connection at a time. */
final class ScriptedSmtpServer implements AutoCloseable {

    final List<String> heard = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final SSLContext tls;
    private final Map<String, String> answers;

    /** Answers a command that begins with a key by its value; others as if all were well. */
    ScriptedSmtpServer(SSLContext tls, Map<String, String> answers) throws IOException {
        this.tls = tls;
        this.answers = answers;
        this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                heard.add("connected");
                talk(socket, "220 localhost ready");
            } catch (IOException ended) {
                heard.add("disconnected");
            }
        }
    }

    private void talk(Socket socket, String greeting) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = socket.getOutputStream();
        if (!greeting.isEmpty()) {
            say(out, greeting);
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add((socket instanceof SSLSocket ? "tls " : "open ") + line);
            if (line.equals("STARTTLS")) {
                say(out, "220 go on");
                talk(encrypted(socket), "");
                return;
            }
            say(out, answer(line, socket instanceof SSLSocket));
            if (line.equals("DATA")) {
                skipMessage(in);
                say(out, "250 taken");
            }
        }
    }

    private String answer(String line, boolean encrypted) {
        return answers.entrySet().stream()
                .filter(entry -> line.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> standardAnswer(line, encrypted));
    }

    private static String standardAnswer(String line, boolean encrypted) {
        if (line.startsWith("EHLO")) {
            return encrypted ? "250-localhost\r\n250 AUTH PLAIN" : "250-localhost\r\n250 STARTTLS";
        }
        return line.equals("DATA") ? "354 go on" : line.startsWith("AUTH") ? "235 welcome" : "250 ok";
    }

    private static void skipMessage(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            line = in.readLine();
        }
    }

    private Socket encrypted(Socket socket) throws IOException {
        SSLSocket encrypted = (SSLSocket) tls.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        encrypted.setUseClientMode(false);
        encrypted.startHandshake();
        return encrypted;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
