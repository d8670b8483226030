package io.faden.importing;

import io.faden.customer.CustomerCard;
import java.util.List;
import java.util.Optional;

/** A line and what becomes of it, as the contract's ImportRow. */
record ImportRow(
    int line,
    String outcome,
    Optional<String> detail,
    Optional<Integer> sameAsLine,
    Optional<CustomerCard> customer,
    List<String> cells) {}
