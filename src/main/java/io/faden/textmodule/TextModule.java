package io.faden.textmodule;

import io.faden.routing.Queue;
import java.util.Optional;

/**
 * TextModule in the contract. The texts may hold {customer}, {agent}, {conversation} and {link},
 * which are filled in by whoever puts one into an answer.
 *
 * @param shortcut typed after a slash
 * @param queue for this queue alone
 * @param du for customers who say du; may be empty, but not both
 */
public record TextModule(
    TextModuleId id,
    String name,
    String shortcut,
    String language,
    Purpose purpose,
    Optional<Queue> queue,
    String du,
    String sie,
    int version) {}
