// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Greeting and request frame of the socket's protocol (docs/socket-protocol.md). */
final class ClientRequest {
    private static final Set<String> PASSED = Set.of("TERM", "LANG", "LC_ALL", "COLUMNS", "LINES", "NO_COLOR");
    private static final int MOST_BYTES = 2 << 20;

    private ClientRequest() {}

    /**
     * Encodes a request.
     *
     * @param ttys which of "0", "1" and "2" are terminals, such as "02"
     * @param size rows and columns, as stty prints them; empty if not known
     */
    static byte[] encode(List<byte[]> words, List<byte[]> environment, String ttys, String size) throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(payload);
        out.writeShort((ttys.contains("0") ? 1 : 0) | (ttys.contains("1") ? 2 : 0) | (ttys.contains("2") ? 4 : 0));
        String[] rowsAndColumns = size.matches("[0-9]+ [0-9]+") ? size.split(" ") : new String[] {"0", "0"};
        out.writeShort(Integer.parseInt(rowsAndColumns[1]));
        out.writeShort(Integer.parseInt(rowsAndColumns[0]));
        strings(out, words);
        string(out, directory(environment));
        strings(
                out,
                environment.stream().filter(one -> PASSED.contains(name(one))).toList());
        if (payload.size() > MOST_BYTES) {
            throw new IOException("argument list too long: 2 MiB are allowed; use -l FILE where there is one");
        }
        return framed(payload);
    }

    private static byte[] framed(ByteArrayOutputStream payload) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(request);
        out.writeBytes("CORL");
        out.writeShort(1);
        out.writeShort(0);
        out.writeByte(1);
        out.writeInt(payload.size());
        payload.writeTo(out);
        return request.toByteArray();
    }

    private static void strings(DataOutputStream out, List<byte[]> strings) throws IOException {
        out.writeInt(strings.size());
        for (byte[] one : new ArrayList<>(strings)) {
            string(out, one);
        }
    }

    private static void string(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String name(byte[] setting) {
        String text = new String(setting, StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.max(0, text.indexOf('=')));
    }

    /** bin/coral exports PWD, which unlike user.dir keeps bytes that are no text. */
    private static byte[] directory(List<byte[]> environment) {
        for (byte[] one : environment) {
            if (name(one).equals("PWD") && one.length > 4 && one[4] == '/') {
                return java.util.Arrays.copyOfRange(one, 4, one.length);
            }
        }
        return System.getProperty("user.dir").getBytes(StandardCharsets.UTF_8);
    }
}
