/** The newcomer's proof: a node, a tree of real files, and their way to an archive and back. */
@NullMarked
package coral.launch.demo;

import org.jspecify.annotations.NullMarked;
