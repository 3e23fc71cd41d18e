using System.Globalization;

namespace Transport.Godot.Tests.Fixtures;

/// <summary>Bytes as people write them, and numbers as those bytes.</summary>
internal static class Hex
{
    public static byte[] Bytes(string hex) =>
        Convert.FromHexString(string.Concat(hex.Where(character => !char.IsWhiteSpace(character))));

    public static string Of(ReadOnlySpan<byte> bytes) => string.Join(' ', bytes.ToArray().Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));

    /// <summary>Numbers of 32 bits.</summary>
    public static string F(params float[] numbers) => string.Join(' ', numbers.Select(number => Of(BitConverter.GetBytes(number))));

    /// <summary>Numbers of 64 bits.</summary>
    public static string D(params double[] numbers) => string.Join(' ', numbers.Select(number => Of(BitConverter.GetBytes(number))));

    /// <summary>Whole numbers of 32 bits.</summary>
    public static string I(params int[] numbers) => string.Join(' ', numbers.Select(number => Of(BitConverter.GetBytes(number))));
}
