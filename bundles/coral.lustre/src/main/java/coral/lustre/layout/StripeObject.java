// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.lustre.Fid;

/**
 * One object of a stripe, as struct lov_user_ost_data_v1 of lustre_user.h.
 *
 * @param ostIndex 32 bits, unsigned
 * @param fid the object's; ids of old objects are turned into IDIF FIDs
 * @param generation l_ost_gen, 32 bits; 0 where text does not tell it
 */
public record StripeObject(int ostIndex, Fid fid, int generation) {}
