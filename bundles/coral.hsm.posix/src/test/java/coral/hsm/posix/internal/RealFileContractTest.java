// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.hsm.mover.DataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class RealFileContractTest extends MoverContract {
    private final List<FileData> opened = new ArrayList<>();

    @TempDir
    private Path files;

    @AfterEach
    void close() throws IOException {
        for (FileData file : opened) {
            file.close();
        }
    }

    @Override
    DataFile file(long lengthBytes) throws IOException {
        FileData file = FileData.create(files, "f" + opened.size(), lengthBytes);
        opened.add(file);
        return file;
    }

    @Override
    long allocatedBytes(DataFile file) throws IOException {
        return ((FileData) file).allocatedBytes();
    }
}
