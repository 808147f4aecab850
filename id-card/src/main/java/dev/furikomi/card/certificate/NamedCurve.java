package dev.furikomi.card.certificate;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.InvalidParameterSpecException;

/** A curve of FIPS 186-5 with all of its parameters: a key that only claims its name or its order is on another curve. */
final class NamedCurve {

    static final NamedCurve P256 = named("secp256r1");
    static final NamedCurve P384 = named("secp384r1");

    private final ECParameterSpec parameters;

    private NamedCurve(ECParameterSpec parameters) {
        this.parameters = parameters;
    }

    private static NamedCurve named(String name) {
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec(name));
            return new NamedCurve(named.getParameterSpec(ECParameterSpec.class));
        } catch (InvalidParameterSpecException bug) {
            throw new IllegalStateException("Each Java platform has " + name + ".", bug);
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException("Each Java platform has elliptic curves.", bug);
        }
    }

    BigInteger order() {
        return parameters.getOrder();
    }

    /** Whether the key names this curve in each parameter and its point is one of the curve's (SP 800-56A section 5.6.2.3.4). */
    boolean has(ECPublicKey key) {
        ECParameterSpec claimed = key.getParams();
        return claimed != null
                && claimed.getCurve().getField().equals(parameters.getCurve().getField())
                && claimed.getCurve().getA().equals(parameters.getCurve().getA())
                && claimed.getCurve().getB().equals(parameters.getCurve().getB())
                && claimed.getGenerator().equals(parameters.getGenerator())
                && claimed.getOrder().equals(parameters.getOrder())
                && claimed.getCofactor() == parameters.getCofactor()
                && isOnCurve(key.getW());
    }

    private boolean isOnCurve(ECPoint point) {
        BigInteger prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (point.equals(ECPoint.POINT_INFINITY) || !isCoordinate(x, prime) || !isCoordinate(y, prime)) {
            return false;
        }
        BigInteger right = x.pow(3)
                .add(parameters.getCurve().getA().multiply(x))
                .add(parameters.getCurve().getB())
                .mod(prime);
        return y.pow(2).mod(prime).equals(right);
    }

    private static boolean isCoordinate(BigInteger number, BigInteger prime) {
        return number.signum() >= 0 && number.compareTo(prime) < 0;
    }
}
