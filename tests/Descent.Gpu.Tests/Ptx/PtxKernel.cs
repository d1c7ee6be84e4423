using System.Globalization;
using System.Text.RegularExpressions;

namespace Descent.Gpu.Tests.Ptx;

/// <summary>A kernel in PTX, the code that NVIDIA's driver gets: read so that <see cref="PtxMachine"/> can execute it.</summary>
internal sealed partial class PtxKernel
{
    private readonly Dictionary<string, int> places = [];
    private readonly List<ulong> initial = [];

    private PtxKernel(string text)
    {
        ThreadNumber = [Place("%tid.x"), Place("%tid.y"), Place("%tid.z")];
        GroupNumber = [Place("%ctaid.x"), Place("%ctaid.y"), Place("%ctaid.z")];
        Threads = [Place("%ntid.x"), Place("%ntid.y"), Place("%ntid.z")];
        foreach (Match parameter in ParameterPattern().Matches(text))
        {
            var size = parameter.Groups["count"] is { Success: true } count ? int.Parse(count.ValueSpan, CultureInfo.InvariantCulture) : SizeOf(parameter.Groups["type"].Value);
            Parameters.Add((parameter.Groups["name"].Value, size));
        }

        foreach (Match array in SharedPattern().Matches(text))
        {
            Shared.Add((Place(array.Groups["name"].Value), SharedBytes));
            SharedBytes += (int.Parse(array.Groups["count"].ValueSpan, CultureInfo.InvariantCulture) + 15) / 16 * 16;
        }

        Read(text[text.IndexOf('{', StringComparison.Ordinal)..]);
    }

    /// <summary>Names and sizes of the parameters, in bytes.</summary>
    public List<(string Name, int Bytes)> Parameters { get; } = [];

    /// <summary>Where the addresses of shared memory belong, and how far each begins from the start of it.</summary>
    public List<(int Place, int Offset)> Shared { get; } = [];

    /// <summary>Bytes of shared memory that a group has.</summary>
    public int SharedBytes { get; private set; }

    public List<PtxInstruction> Instructions { get; } = [];

    /// <summary>What a thread's values are at first: constants.</summary>
    public IReadOnlyList<ulong> Initial => initial;

    /// <summary>Where a thread's number in its group belongs, along three axes.</summary>
    public int[] ThreadNumber { get; }

    /// <summary>Where the group's number belongs.</summary>
    public int[] GroupNumber { get; }

    /// <summary>Where the number of threads in a group belongs.</summary>
    public int[] Threads { get; }

    /// <summary>Reads a kernel.</summary>
    /// <param name="text">Its PTX.</param>
    /// <param name="contracts">Whether products that are added to something are not rounded before: NVIDIA's assembler may do so wherever it likes.</param>
    /// <exception cref="NotSupportedException">There is an instruction that the machine does not know.</exception>
    public static PtxKernel Parse(string text, bool contracts)
    {
        var kernel = new PtxKernel(text);
        if (contracts)
            kernel.Contract();
        return kernel;
    }

    private static int SizeOf(string type) => int.Parse(type.AsSpan(type.LastIndexOfAny(['b', 'f', 's', 'u']) + 1), CultureInfo.InvariantCulture) / 8;

    private void Read(string body)
    {
        var labels = new Dictionary<string, int>();
        var tables = new Dictionary<string, string[]>();
        var lines = new List<string>();
        foreach (var line in body.Split('\n').Select(line => line.Trim()))
        {
            if (LabelPattern().Match(line) is { Success: true } label)
                labels[label.Groups["name"].Value] = lines.Count;
            else if (line.StartsWith(".branchtargets", StringComparison.Ordinal))
                tables[labels.Last(entry => entry.Value == lines.Count).Key] = Names(line[".branchtargets".Length..].TrimEnd(';'));
            else if (line.EndsWith(';') && line[0] != '.')
                lines.Add(line.TrimEnd(';'));
        }

        foreach (var line in lines)
            Instructions.Add(Decode(line, label => labels[label], table => [.. tables[table].Select(label => labels[label])]));
    }

    private PtxInstruction Decode(string line, Func<string, int> label, Func<string, int[]> table)
    {
        var match = InstructionPattern().Match(line);
        var (name, operands) = (match.Groups["name"].Value, match.Groups["operands"].Value.Trim());
        var predicate = match.Groups["predicate"] is { Success: true } group ? Place(group.Value) : -1;
        var parts = name.Split('.');
        var names = Names(operands);
        var instruction = parts[0] switch
        {
            "bra" => new PtxInstruction(line, PtxAction.Jump) { Targets = [label(operands)] },
            "brx" => new PtxInstruction(line, PtxAction.JumpByTable) { A = Place(names[0]), Targets = table(names[1]) },
            "bar" => new PtxInstruction(line, PtxAction.Barrier),
            "ret" => new PtxInstruction(line, PtxAction.Return),
            "ld" when parts[1] == "param" => Memory(PtxAction.LoadParameter),
            "ld" => Memory(PtxAction.Load),
            "st" => Memory(PtxAction.Store),
            "atom" when name == "atom.cas.b32" => Memory(PtxAction.CompareAndSwap) with { B = Place(names[2], isWide: false), C = Place(names[3], isWide: false) },
            _ => Compute(),
        };
        return instruction with { Predicate = predicate, IsNegated = match.Groups["not"].Success };

        // ld.shared.v4.f32 {%f1, %f2, %f3, %f4}, [%rd1+16]
        PtxInstruction Memory(PtxAction action)
        {
            var address = AddressPattern().Match(operands);
            var offset = address.Groups["offset"] is { Success: true } text ? int.Parse(text.ValueSpan, CultureInfo.InvariantCulture) : 0;
            var symbol = address.Groups["name"].Value;
            var values = Names(operands.Remove(address.Index, address.Length)).Where(text => text.Length > 0).Take(action == PtxAction.CompareAndSwap ? 1 : 4);
            return new PtxInstruction(line, action)
            {
                Values = [.. values.Select(text => Place(text, SizeOf(parts[^1]) == 8))],
                A = action == PtxAction.LoadParameter ? 0 : Place(symbol),
                Offset = offset + (action == PtxAction.LoadParameter ? Parameters.TakeWhile(parameter => parameter.Name != symbol).Sum(parameter => (parameter.Bytes + 7) / 8 * 8) : 0),
                Size = SizeOf(parts[^1]),
            };
        }

        PtxInstruction Compute()
        {
            var isWide = parts[^1].EndsWith("64", StringComparison.Ordinal) && parts[0] is not ("shl" or "shr");
            int Operand(int i) => i < names.Length ? Place(names[i], isWide) : 0;
            return new PtxInstruction(line, PtxAction.Compute)
            {
                Function = PtxSemantics.Find(name) ?? throw new NotSupportedException(line),
                Values = [Place(names[0])],
                A = Operand(1),
                B = Operand(2),
                C = Operand(3),
            };
        }
    }

    /// <summary>Joins products to what they are added to within a stretch without jumps, as long as their factors have not changed.</summary>
    private void Contract()
    {
        var products = new Dictionary<int, PtxInstruction>();
        var starts = Instructions.SelectMany(instruction => instruction.Targets).ToHashSet();
        for (var i = 0; i < Instructions.Count; i++)
        {
            var instruction = Instructions[i];
            if (starts.Contains(i))
                products.Clear();
            var name = InstructionPattern().Match(instruction.Text).Groups["name"].Value;
            if (name is "add.f32" or "add.f64" or "sub.f32" or "sub.f64")
            {
                var (type, subtracts) = (name[4..], name[0] == 's');
                if (products.TryGetValue(instruction.A, out var first))
                    Instructions[i] = instruction with { A = first.A, B = first.B, C = instruction.B, Function = PtxSemantics.MultiplyAdd(type, false, subtracts) };
                else if (products.TryGetValue(instruction.B, out var second))
                    Instructions[i] = instruction with { A = second.A, B = second.B, C = instruction.A, Function = PtxSemantics.MultiplyAdd(type, subtracts, false) };
            }

            if (instruction.Action is PtxAction.Jump or PtxAction.JumpByTable)
                products.Clear();
            foreach (var value in instruction.Action == PtxAction.Store ? [] : instruction.Values)
            {
                products.Remove(value);
                foreach (var stale in products.Where(product => product.Value.A == value || product.Value.B == value).ToList())
                    products.Remove(stale.Key);
            }

            if (name is "mul.f32" or "mul.f64" && instruction.Predicate < 0 && instruction.A != instruction.Values[0] && instruction.B != instruction.Values[0])
                products[instruction.Values[0]] = instruction;
        }
    }

    private int Place(string name, bool isWide = true)
    {
        var isConstant = char.IsAsciiDigit(name[0]) || name[0] == '-';
        var key = isConstant && !isWide ? $"{name} of 32 bits" : name;
        if (!places.TryGetValue(key, out var place))
        {
            places[key] = place = initial.Count;
            initial.Add(isConstant ? PtxSemantics.Constant(name, isWide) : 0);
        }

        return place;
    }

    private static string[] Names(string list) => list.Trim('{', '}', ' ', '\t').Split(',', StringSplitOptions.TrimEntries).Select(name => name.Trim('{', '}')).ToArray();

    [GeneratedRegex(@"\.param\s+(\.align\s+\d+\s+)?\.(?<type>\w+)\s+(?<name>\w+)(\[(?<count>\d+)\])?")]
    private static partial Regex ParameterPattern();

    [GeneratedRegex(@"\.shared\s+\.align\s+\d+\s+\.b8\s+(?<name>\w+)\[(?<count>\d+)\]")]
    private static partial Regex SharedPattern();

    [GeneratedRegex(@"^(?<name>\w+):$")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"^(@(?<not>!)?(?<predicate>%p\d+)\s+)?(?<name>[\w.]+)\s*(?<operands>.*)$")]
    private static partial Regex InstructionPattern();

    [GeneratedRegex(@"\[(?<name>[%\w]+)(\+(?<offset>\d+))?\]")]
    private static partial Regex AddressPattern();
}
