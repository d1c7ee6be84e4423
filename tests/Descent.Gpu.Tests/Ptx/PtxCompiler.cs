using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;

namespace Descent.Gpu.Tests.Ptx;

/// <summary>Compiles kernels to PTX, as for an NVIDIA GPU, and launches them on <see cref="PtxMachine"/>, in the memory of an emulated GPU.</summary>
/// <param name="contracts">Whether products are added without rounding them before.</param>
internal sealed class PtxCompiler(bool contracts)
{
    private static readonly MethodInfo RunKernel = typeof(Launch).GetMethod(nameof(Launch.Run))!;

    private static readonly ConcurrentDictionary<Type, Func<object, (nint Address, long Length, int Size)>> Describers = new();

    /// <summary>A device that executes PTX.</summary>
    /// <param name="name">What errors call it.</param>
    /// <param name="threads">Threads that groups may have.</param>
    /// <param name="contracts">Whether products are added without rounding them before.</param>
    public static Device CreateDevice(string name, int threads, bool contracts)
    {
        var device = new CPUDevice(4, threads / 4, 1);
        var context = Context.Create(builder => builder.CPU(device));
        return new Device(name, DeviceKind.Emulated, "PTX, executed by the processor", device.MemorySize, () => new GpuBackend(device.CreateAccelerator(context), name, compiler: new PtxCompiler(contracts).Compile));
    }

    /// <summary>A kernel's PTX. One compiler a kernel: after an error it is of no more use.</summary>
    public static string Assembly(MethodInfo kernel, KernelSpecialization specialization = default)
    {
        using var context = Context.Create(builder => builder.Optimize(OptimizationLevel.O1));
        using var backend = new PTXBackend(context, new CudaCapabilityContext(CudaArchitecture.SM_80), CudaArchitecture.SM_80, CudaInstructionSet.ISA_80, nvvmAPI: null);
        return ((PTXCompiledKernel)backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), specialization)).PTXAssembly;
    }

    /// <summary>What launches a kernel.</summary>
    public Delegate Compile(Type launchType, MethodInfo kernel, KernelSpecialization specialization)
    {
        var launch = new Launch(PtxKernel.Parse(Assembly(kernel, specialization), contracts));
        var parameters = launchType.GetMethod("Invoke")!.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType)).ToArray();
        var arguments = Expression.NewArrayInit(typeof(object), parameters[2..].Select(parameter => Expression.Convert(parameter, typeof(object))));
        return Expression.Lambda(launchType, Expression.Call(Expression.Constant(launch), RunKernel, parameters[0], parameters[1], arguments), parameters).Compile();
    }

    private static (nint Address, long Length, int Size) Describe<T>(object view)
        where T : unmanaged
    {
        var elements = (ArrayView<T>)view;
        return (elements.Length == 0 ? 0 : elements.LoadEffectiveAddressAsPtr(), elements.Length, Marshal.SizeOf<T>());
    }

    private sealed class Launch(PtxKernel kernel)
    {
        private readonly PtxMachine machine = new(kernel);

        public void Run(AcceleratorStream stream, KernelConfig config, object[] arguments)
        {
            stream.Synchronize();
            var (bytes, buffers) = (new List<byte>(), new List<(nint, nint)>());
            foreach (var (argument, (name, size)) in arguments.Zip(kernel.Parameters))
            {
                var start = bytes.Count;
                Append(argument, bytes, buffers);
                Align(bytes, AlignmentOf(argument.GetType()));
                if (bytes.Count - start != size)
                    throw new InvalidOperationException($"{name} has {size} bytes, but {argument.GetType().Name} {bytes.Count - start}");
                Align(bytes, 8);
            }

            machine.Run(config.GridDim, config.GroupDim, [.. bytes], buffers);
        }

        /// <summary>Lays out an argument as C does: fields one after the other, each at a multiple of its alignment.</summary>
        private static void Append(object argument, List<byte> bytes, List<(nint Start, nint End)> buffers)
        {
            var type = argument.GetType();
            Align(bytes, AlignmentOf(type));
            switch (argument)
            {
                case int value: bytes.AddRange(BitConverter.GetBytes(value)); break;
                case float value: bytes.AddRange(BitConverter.GetBytes(value)); break;
                case double value: bytes.AddRange(BitConverter.GetBytes(value)); break;
                case ulong value: bytes.AddRange(BitConverter.GetBytes(value)); break;
                case var _ when IsView(type):
                    var describe = Describers.GetOrAdd(type, view => typeof(PtxCompiler).GetMethod(nameof(Describe), BindingFlags.NonPublic | BindingFlags.Static)!
                        .MakeGenericMethod(view.GetGenericArguments()).CreateDelegate<Func<object, (nint, long, int)>>());
                    var (address, length, size) = describe(argument);
                    bytes.AddRange(BitConverter.GetBytes((long)address));
                    bytes.AddRange(BitConverter.GetBytes(length));
                    buffers.Add((address, address + (nint)(length * size)));
                    break;
                default:
                    foreach (var field in Fields(type))
                        Append(field.GetValue(argument)!, bytes, buffers);
                    Align(bytes, AlignmentOf(type));
                    break;
            }
        }

        private static int AlignmentOf(Type type) =>
            type == typeof(int) || type == typeof(float) ? 4
            : type.IsPrimitive || IsView(type) ? 8
            : Fields(type).Max(field => AlignmentOf(field.FieldType));

        private static IEnumerable<FieldInfo> Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => field.MetadataToken);

        private static bool IsView(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ArrayView<>);

        private static void Align(List<byte> bytes, int alignment)
        {
            while (bytes.Count % alignment != 0)
                bytes.Add(0);
        }
    }
}
