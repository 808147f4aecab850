package dev.furikomi.card.software;

/** What has been proven to a powered card (SP 800-73-5 part 2, section 2.4); all of it is gone with a reset. */
final class SecurityStatus {

    private boolean pinVerified;
    private boolean pinJustVerified;
    private boolean managementKeyAuthenticated;

    void reset() {
        pinVerified = false;
        pinJustVerified = false;
        managementKeyAuthenticated = false;
    }

    void pinIsVerified() {
        pinVerified = true;
        pinJustVerified = true;
    }

    void pinIsForgotten() {
        pinVerified = false;
        pinJustVerified = false;
    }

    void managementKeyIsAuthenticated(boolean authenticated) {
        managementKeyAuthenticated = authenticated;
    }

    boolean isPinVerified() {
        return pinVerified;
    }

    boolean isManagementKeyAuthenticated() {
        return managementKeyAuthenticated;
    }

    /** Whether the command before this one was VERIFY; asking uses it up. */
    boolean takePinJustVerified() {
        boolean justVerified = pinJustVerified;
        pinJustVerified = false;
        return justVerified;
    }
}
