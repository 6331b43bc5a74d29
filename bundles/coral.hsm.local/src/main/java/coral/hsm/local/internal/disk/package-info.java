/** Files of one file system: found by handle, hinted at by xattr, probed for what release needs. */
@NullMarked
package coral.hsm.local.internal.disk;

import org.jspecify.annotations.NullMarked;
