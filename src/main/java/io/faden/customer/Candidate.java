package io.faden.customer;

/**
 * Somebody who may be meant by a contact point.
 *
 * @param customer as lists show them, by the number that stands for all merged ones
 * @param member whose of the merged customers the contact point is
 */
public record Candidate(
    CustomerCard customer, CustomerId member, ContactPointId contactPoint, boolean verified) {}
