// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** An asynchronous answer whose client reads as long as a test says so. */
final class FakeAnswer extends ServletOutputStream {
    boolean ready = true;
    final AtomicInteger completed = new AtomicInteger();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** The context; it knows how to be completed. */
    AsyncContext async() {
        return (AsyncContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("complete")) {
                        completed.incrementAndGet();
                    }
                    return null;
                });
    }

    String written() {
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        // Tests call the listener themselves.
    }

    @Override
    public void write(int one) {
        bytes.write(one);
    }
}
