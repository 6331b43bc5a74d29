// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.hsm.mover.DataFile;
import coral.hsm.pipeline.FakeDataFile;

class FakeFileContractTest extends MoverContract {
    @Override
    DataFile file(long lengthBytes) {
        return new FakeDataFile(lengthBytes);
    }

    @Override
    long allocatedBytes(DataFile file) {
        return ((FakeDataFile) file).allocatedBytes();
    }
}
