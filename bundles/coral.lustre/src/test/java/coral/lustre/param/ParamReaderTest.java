// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParamReaderTest {
    private static List<String> read(String text) throws IOException {
        return read(new ParamReader(new ByteArrayInputStream(text.getBytes(UTF_8))));
    }

    private static List<String> read(ParamReader reader) throws IOException {
        List<String> read = new ArrayList<>();
        while (reader.next()) {
            Param param = reader.param();
            read.add(param.name().text() + "|" + param.value().text());
        }
        return read;
    }

    /** Gives a few bytes at a time, as a network does. */
    private static InputStream slow(byte[] text, int most) {
        return new FilterInputStream(new ByteArrayInputStream(text)) {
            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                return super.read(into, from, Math.min(count, most));
            }
        };
    }

    @Test
    void values_ofOneAndOfSeveralLines() throws IOException {
        assertThat(read("version=2.17.57\nmdt.a-MDT0000.uuid=\nu1\nu2\ndaemon_file=\nosc.x.active=1\n"))
                .containsExactly("version|2.17.57", "mdt.a-MDT0000.uuid|u1\nu2", "daemon_file|", "osc.x.active|1");
    }

    @Test
    void dotsInNames_andNids() throws IOException {
        assertThat(read("mdt.s-MDT0000.exports.10.0.0.2@tcp1.uuid=u\nmdt.s.exports.fd00::1@tcp.uuid=v\n"))
                .containsExactly("mdt.s-MDT0000.exports.10.0.0.2@tcp1.uuid|u", "mdt.s.exports.fd00::1@tcp.uuid|v");
    }

    @Test
    void equalsSignsWithinValues_beginNothing() throws IOException {
        assertThat(read("""
                mdt.s.hsm.actions=
                lrh=[type=1 len=2] fid=[0x1:0x2:0x0]
                lrh=[x]
                mdc.s.connect_flags=
                flags=0x1
                flags2=0x2
                version
                mdc.s.active=1
                """))
                .containsExactly(
                        "mdt.s.hsm.actions|lrh=[type=1 len=2] fid=[0x1:0x2:0x0]\nlrh=[x]",
                        "mdc.s.connect_flags|flags=0x1\nflags2=0x2\nversion",
                        "mdc.s.active|1");
    }

    @Test
    void rulesOfSecureRpc_belongToTheirFileSystem() throws IOException {
        assertThat(read("mgs.MGS.live.s=\nfsname: s\nSecure RPC Config Rules:\ns.srpc.flavor.tcp=krb5p\nmemused=3\n"))
                .containsExactly(
                        "mgs.MGS.live.s|fsname: s\nSecure RPC Config Rules:\ns.srpc.flavor.tcp=krb5p", "memused|3");
    }

    @Test
    void outputsOfSeveralHosts_followOneAnother() throws IOException {
        assertThat(read("mdt.s.recovery_status=\nstatus: COMPLETE\nhealth_check=healthy\nmemused=1\n"))
                .containsExactly("mdt.s.recovery_status|status: COMPLETE", "health_check|healthy", "memused|1");
    }

    @Test
    void textBeforeTheFirst_isKept() throws IOException {
        assertThat(read("error: get_param: no\nversion=2\n")).containsExactly("|error: get_param: no", "version|2");
        assertThat(read("")).isEmpty();
    }

    @Test
    void lines_canBeReadOneByOne_andTheRestIsSkipped() throws IOException {
        ParamReader reader = new ParamReader(new ByteArrayInputStream("a.b=\n1\n\n3\nc.d=4".getBytes(UTF_8)));

        assertThat(reader.next()).isTrue();
        assertThat(reader.line())
                .hasValueSatisfying(line -> assertThat(line.text()).isEqualTo("1"));
        assertThat(reader.line())
                .hasValueSatisfying(line -> assertThat(line.text()).isEmpty());
        assertThat(reader.next()).isTrue();
        assertThat(reader.line()).contains(Slice.of("4"));
        assertThat(reader.line()).isEmpty();
        assertThat(reader.next()).isFalse();
        assertThat(reader.endedInLine()).isTrue();
    }

    @Test
    void namesAndValues_areBytes() throws IOException {
        byte[] text = {'a', '.', 'b', '=', (byte) 0xFF, ' ', (byte) 0x80, '\n'};
        ParamReader reader = ParamReader.of(text);

        assertThat(reader.next()).isTrue();
        assertThat(reader.value().toBytes()).containsExactly(0xFF, ' ', 0x80);
    }

    @Test
    void howBytesArrive_makesNoDifference() throws IOException {
        byte[] text = Recorded.bytes("capture/03-lctl/params/mdt.X.exports.X.X.out");
        List<String> whole = read(ParamReader.of(text));

        for (int most : new int[] {1, 7, 4096}) {
            assertThat(read(new ParamReader(slow(text, most)))).isEqualTo(whole);
        }
    }

    @Test
    void valueOverTheBound_isRefused_andCanBeSkipped() throws IOException {
        String text = "a.b=\n" + "line\n".repeat(100) + "c.d=1\n";
        ParamReader reader = new ParamReader(slow(text.getBytes(UTF_8), 50), 100);

        assertThat(reader.next()).isTrue();
        assertThatThrownBy(reader::value)
                .isInstanceOf(ParamFormatException.class)
                .hasMessageContaining("CORAL-LUSTRE-102")
                .hasMessageContaining("a.b")
                .hasMessageContaining("100");
        assertThat(reader.next()).isTrue();
        assertThat(reader.param()).isEqualTo(new Param(Slice.of("c.d"), Slice.of("1")));
    }

    @Test
    void endlessLine_isRefused() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        ParamReader reader = new ParamReader(endless);

        assertThatThrownBy(reader::next)
                .isInstanceOf(ParamFormatException.class)
                .hasMessageContaining("CORAL-LUSTRE-101");
    }

    @Test
    void slices_stayAsTheyWere_whenTheReaderGoesOn() throws IOException {
        byte[] text = ("a.b=first\n" + "c.d=other\n".repeat(60_000)).getBytes(UTF_8);
        ParamReader reader = new ParamReader(new ByteArrayInputStream(text));
        assertThat(reader.next()).isTrue();
        Param first = reader.param();

        while (reader.next()) {
            reader.value();
        }

        assertThat(first).isEqualTo(new Param(Slice.of("a.b"), Slice.of("first")));
    }
}
